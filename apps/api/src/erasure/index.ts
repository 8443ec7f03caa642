export { ErasureModule } from './erasure.module.js';
export { erasuresNow } from './erasures-now.js';
export { RestoredPastErasures } from './erasure-list.js';
