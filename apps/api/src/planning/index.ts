export { PlanningModule } from './planning.module.js';
