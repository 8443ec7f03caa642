import type { Instrument } from '../define-instrument.js';
import { quoted, ScoringInputError } from '../findings.js';

/** Every version of every instrument by its id and its number. A change of points is a new version; the old one stays. */
export type Versions = ReadonlyMap<string, ReadonlyMap<string, Instrument>>;

/**
 * The register of versions.
 * @throws Error when two instruments have one id and one version: a result that names it could not be told apart
 */
export function versionsOf(instruments: readonly Instrument[]): Versions {
  const versions = new Map<string, Map<string, Instrument>>();
  for (const instrument of instruments) {
    const { id, version } = instrument;
    const ofId = versions.get(id) ?? new Map<string, Instrument>();
    if (ofId.has(version)) throw new Error(`${id} has two tables with the version ${version}: give one a new version.`);
    versions.set(id, ofId.set(version, instrument));
  }
  return versions;
}

/**
 * The instrument as it was when a result named this version.
 * @throws ScoringInputError for an instrument or a version that there never was
 */
export function versionIn(versions: Versions, id: string, version: string): Instrument {
  const ofId = versions.get(id);
  if (!ofId) {
    const message = `There is no instrument ${quoted(id)} here; the catalogue lists those there are.`;
    throw new ScoringInputError([{ item: 'system', code: 'unknown-system', message }]);
  }
  const instrument = ofId.get(version);
  if (instrument) return instrument;
  const allowed = [...ofId.keys()];
  const message = `The instrument ${id} has no version ${quoted(version)}; it has ${allowed.join(', ')}.`;
  throw new ScoringInputError([{ item: 'version', code: 'unknown-version', message, allowed }]);
}
