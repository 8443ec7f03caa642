/** What features need so that time does its part. */
export { eachApart } from './each-apart.js';
export { Maintenance } from './maintenance.js';
export { MaintenanceModule } from './maintenance.module.js';
