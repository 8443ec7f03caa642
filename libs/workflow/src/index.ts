export * from './may-on-record.js';
export * from './permissions.js';
export * from './refusal.js';
export * from './specialties.js';
export * from './transitions.js';
