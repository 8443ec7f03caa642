export { ErasureModule } from './erasure.module.js';
export { RestoredPastErasures } from './erasure-list.js';
