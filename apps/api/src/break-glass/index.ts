export { grantsNow } from './grants-now.js';
export { BreakGlassModule } from './break-glass.module.js';
