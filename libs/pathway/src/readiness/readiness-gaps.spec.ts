import { meeting, readyRecord } from '../../test/given.js';
import type { AssessmentFacts } from '../case-record.js';
import type { ReadinessMoment } from './evidence.js';
import { readiness, type Waiver } from './readiness.js';
import { readinessGaps } from './readiness-gaps.js';

const gapsOn = (moment: ReadinessMoment, part: Partial<AssessmentFacts> = {}, waivers: Waiver[] = []) =>
  readinessGaps(readiness(readyRecord(part), moment, waivers), moment);
const on = (day: string): ReadinessMoment => ({ ...meeting, on: day, at: `${day}T13:00:00.000Z` });

describe('what a case will lack at a meeting', () => {
  it('is nothing while everything is in date on that day', () => {
    expect(gapsOn(on('2026-03-16'))).toEqual([]);
  });

  it('is what will have grown too old by then, and from when a renewal holds', () => {
    expect(gapsOn(on('2026-03-17'))).toMatchObject([
      {
        item: 'neurological-examination',
        status: 'too-old',
        owner: 'referrer',
        severity: 'blocker',
        reason: '8 days old; at most 7 days are accepted: renew it.',
        renewFrom: '2026-03-10',
      },
    ]);
  });

  it('is what is missing, with no day where it does not age', () => {
    expect(gapsOn(on('2026-03-16'), { primary: undefined, general: undefined })).toMatchObject([
      { item: 'histology', status: 'missing', renewFrom: null },
      { item: 'performance-status', status: 'missing', renewFrom: '2026-03-02' },
    ]);
  });

  it('puts what keeps the case from the board before what is only advised', () => {
    const gaps = gapsOn(on('2026-04-03'));
    const severities = gaps.map(({ severity }) => severity);
    expect(severities).toEqual([...severities].sort());
    expect(gaps[0]!.severity).toBe('blocker');
    expect(gaps.at(-1)!.severity).toBe('warning');
  });

  it('leaves out what somebody has waived', () => {
    const waived = gapsOn(on('2026-03-17'), {}, [{ item: 'neurological-examination', reason: 'Examined by phone.' }]);
    expect(waived).toEqual([]);
  });

  it('asks for an examination within hours in the emergency lane', () => {
    const moment: ReadinessMoment = { ...on('2026-03-16'), lane: 'emergency' };
    expect(gapsOn(moment)).toMatchObject([{ item: 'neurological-examination', renewFrom: '2026-03-15' }]);
  });
});
