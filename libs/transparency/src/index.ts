export { canonicalJson, NotCanonical, type CanonicalValue } from './canonical-json.js';
export { commitTo, sha256, type Commitment } from './commitment.js';
