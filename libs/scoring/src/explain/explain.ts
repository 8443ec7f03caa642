import { VERSIONS } from '../registry.js';
import type { ScoreResult } from '../result.js';
import { versionIn } from '../versions/versions.js';
import { sentencesOf } from './sentences.js';

/**
 * A result in plain sentences for a specialist, by the version of the instrument that it names: each item with its points and the
 * facts it came from, the total, its band, what the source says, how good the evidence is, and its limits.
 * @throws ScoringInputError for a version that there never was
 */
export function explain(result: ScoreResult): string[] {
  return sentencesOf(versionIn(VERSIONS, result.system, result.version).definition, result);
}
