import { assessment } from '../../test/given.js';
import { defineInstrument } from '../define-instrument.js';
import { evaluateFacts } from '../evaluate.js';
import { explain } from '../explain/explain.js';
import { ScoringInputError } from '../findings.js';
import type { Definition, Item } from '../instrument.js';
import { INSTRUMENTS, VERSIONS } from '../registry.js';
import { score, scoreAll, scoreFacts } from '../score.js';
import { scoreInstrument } from '../score-instrument.js';
import { tomita } from '../tomita/tomita.js';
import { versionIn, versionsOf } from './versions.js';

/** Tomita as if one of its points had been corrected. */
function corrected(version: string, rapid: number) {
  const [growth, ...others] = tomita.items as readonly Item[];
  const options = growth!.options.map((option) => (option.id === 'rapid' ? { ...option, points: rapid } : option));
  const definition: Definition = tomita.definition;
  return defineInstrument({ ...definition, version, items: [{ ...growth!, options }, ...others] });
}

describe('a change of points', () => {
  const versions = versionsOf([corrected('1.0.0', 3), corrected('1.1.0', 4)]);
  const facts = assessment({ primary: { growth: 'rapid' } });

  it('is a new version, and the old one still gives the old result', () => {
    expect(scoreInstrument(versionIn(versions, 'tomita', '1.0.0'), facts)).toMatchObject([
      { version: '1.0.0', total: 4 },
    ]);
    expect(scoreInstrument(versionIn(versions, 'tomita', '1.1.0'), facts)).toMatchObject([
      { version: '1.1.0', total: 5 },
    ]);
  });

  it('under the same version is refused', () => {
    expect(() => versionsOf([corrected('1.0.0', 3), corrected('1.0.0', 4)])).toThrow('give one a new version');
  });

  it('leaves a result that names what it was computed with', () => {
    const old = evaluateFacts(versionIn(versions, 'tomita', '1.0.0'), facts);
    expect(score('tomita', '1.0.0', facts)[0]!.total).not.toBe(old.total);
    expect(old.items[0]).toMatchObject({ option: 'rapid', points: 3 });
  });
});

describe('an earlier version', () => {
  it.each([['sins'], ['bauer'], ['noms'], ['eq-5d-5l'], ['sosgoq']] as const)(
    'of %s answers what it answered',
    (id) => {
      const facts = assessment();
      expect(score(id, INSTRUMENTS[id].version, facts)).toEqual(scoreFacts(id, facts));
    },
  );

  it('of every result of an assessment is known, and explains it', () => {
    for (const result of scoreAll(assessment())) {
      expect(versionIn(VERSIONS, result.system, result.version).id).toBe(result.system);
      expect(explain(result)[0]).toContain(`table version ${result.version}.`);
    }
  });

  it('that there never was is refused, and so is an unknown instrument', () => {
    expect(() => score('tomita', '0.9.0', {})).toThrow('The instrument tomita has no version "0.9.0"; it has 1.0.0.');
    expect(() => versionIn(VERSIONS, 'osri', '1.0.0')).toThrow(ScoringInputError);
  });

  it('is refused facts that are impossible', () => {
    expect(() => score('tomita', '1.0.0', { general: { kps: 75 } })).toThrow(ScoringInputError);
  });
});
