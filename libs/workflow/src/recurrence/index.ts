export * from './local-time.js';
export * from './match-meetings.js';
export * from './occurrences.js';
export * from './recurrence.errors.js';
export { endingAt, readRule, withCount, type Rule } from './rule.js';
