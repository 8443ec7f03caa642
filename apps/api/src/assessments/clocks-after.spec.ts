import { DEFAULT_PARAMETERS, type AssessmentFacts } from '#pathway';
import type { CaseFile } from '../cases/index.js';
import { clocksAfter } from './clocks-after.js';

const START = '2026-03-02T08:00:00.000Z';

/** A case without clocks, on a board with the pathway's own parameters. */
const calm = {
  clocks: [],
  board: { name: 'Spine', timeZone: 'UTC', parameters: DEFAULT_PARAMETERS },
} as unknown as CaseFile;
const after = (file: CaseFile, facts: AssessmentFacts): CaseFile => ({ ...file, clocks: clocksAfter(file, facts) });
const states = ({ clocks }: CaseFile) => clocks.map(({ kind, stoppedAt }) => [kind, stoppedAt]);
const mri = (performedAt: string): AssessmentFacts => ({
  imaging: [{ modality: 'mri-whole-spine', performedOn: performedAt.slice(0, 10), performedAt }],
});

describe('the clocks after an assessment', () => {
  const suspected = after(calm, {
    suspicion: { suspectedAt: '2026-03-02T09:00:00+01:00', compressionSigns: ['lhermitte'] },
  });

  it('count from the suspicion, in UTC', () => {
    expect(suspected.clocks.map(({ startedAt }) => startedAt)).toEqual([START, START]);
  });

  it('stop at the hour of the MRI, and not by one made before they began', () => {
    expect(states(after(suspected, mri('2026-03-02T07:59:59.000Z')))[1]).toEqual(['compression-mri', null]);
    expect(states(after(suspected, mri('2026-03-02T10:30:00.000Z')))[1]).toEqual([
      'compression-mri',
      '2026-03-02T10:30:00.000Z',
    ]);
  });

  it('take a CT for the MRI only where MRI is impossible', () => {
    const imaging: AssessmentFacts['imaging'] = [
      { modality: 'ct-whole-spine', performedOn: '2026-03-02', performedAt: '2026-03-02T10:30:00.000Z' },
    ];
    expect(states(after(suspected, { imaging }))[1]).toEqual(['compression-mri', null]);
    expect(states(after(suspected, { imaging, workup: { mriImpossibleReason: 'Pacemaker.' } }))[1]?.[1]).toBe(
      '2026-03-02T10:30:00.000Z',
    );
  });

  it('take immobilisation for the expert advice only when it was given, and when', () => {
    const unstable = after(calm, {
      suspicion: { suspectedAt: START, radicularDeficit: { evolvingForDays: 3 }, instabilitySuspected: true },
    });
    const at = '2026-03-02T12:00:00.000Z';
    const adviceAfter = (immobilisation: AssessmentFacts['immobilisation']) =>
      states(after(unstable, { immobilisation }))[1];
    expect(adviceAfter({ given: false, at })).toEqual(['instability-advice', null]);
    expect(adviceAfter({ given: true })).toEqual(['instability-advice', null]);
    expect(adviceAfter({ given: true, at })).toEqual(['instability-advice', at]);
  });

  it('begin anew only for a suspicion after the last one of its kind was answered', () => {
    const answered = after(suspected, mri('2026-03-02T10:30:00.000Z'));
    const again = (suspectedAt: string) =>
      after(answered, { suspicion: { suspectedAt, compressionSigns: ['lhermitte'] } }).clocks.filter(
        ({ kind }) => kind === 'compression-mri',
      );
    expect(again('2026-03-02T10:30:00.000Z')).toHaveLength(1);
    expect(again('2026-03-02T10:30:00.001Z')).toHaveLength(2);
  });
});
