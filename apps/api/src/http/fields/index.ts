export * from './decorators.js';
export { code, day, decimal, digest, email, flag, id, instant, localTime, text, whole } from './scalars.js';
export { fieldsOf, type PartClass } from './field.js';
export type { Expectation } from './expectation.js';
