import { DEFAULT_PARAMETERS } from './parameters.js';
import type { Suspicion } from './suspicions.js';
import {
  CLOCKS,
  afterEvent,
  clockState,
  clocksFrom,
  laneAskedBy,
  laneOf,
  minutesOn,
  radiotherapyClock,
  stopWithReason,
  stopsOn,
  type Clock,
} from './urgency.js';

const suspectedAt = '2026-03-02T09:00:00.000Z';
const clocks = (part: Partial<Suspicion>) => clocksFrom({ suspectedAt, ...part }, DEFAULT_PARAMETERS);
const only = (part: Partial<Suspicion>): Clock => clocks(part)[0]!;
const pain = () => only({ painFeatures: ['nocturnal'] });
const rapid = () => only({ radicularDeficit: { evolvingForDays: 7 } });

describe('the clocks that a suspicion starts', () => {
  it.each<[string, Partial<Suspicion>, [kind: string, dueAt: string | null, lane: string][]]>([
    ['nothing suspected', {}, []],
    ['empty lists', { compressionSigns: [], painFeatures: [] }, []],
    ['limb weakness', { compressionSigns: ['limb-weakness'] }, [
      ['coordinator-contact', null, 'emergency'],
      ['compression-mri', '2026-03-03T09:00:00.000Z', 'emergency'],
    ]],
    ['a radicular deficit of 7 days', { radicularDeficit: { evolvingForDays: 7 } }, [['rapid-radicular-mri', '2026-03-03T09:00:00.000Z', 'emergency']]],
    ['a radicular deficit of 8 days', { radicularDeficit: { evolvingForDays: 8 } }, [['slow-radicular-mri', '2026-03-04T09:00:00.000Z', 'elective']]],
    ['a radicular deficit of today', { radicularDeficit: { evolvingForDays: 0 } }, [['rapid-radicular-mri', '2026-03-03T09:00:00.000Z', 'emergency']]],
    ['nocturnal pain without neurology', { painFeatures: ['nocturnal'] }, [['pain-mri-and-plan', '2026-03-09T09:00:00.000Z', 'elective']]],
    ['pain beside a radicular deficit', { painFeatures: ['severe'], radicularDeficit: { evolvingForDays: 9 } }, [['slow-radicular-mri', '2026-03-04T09:00:00.000Z', 'elective']]],
    ['instability without neurology', { instabilitySuspected: true }, []],
    ['instability with a radicular deficit', { instabilitySuspected: true, radicularDeficit: { evolvingForDays: 9 } }, [
      ['slow-radicular-mri', '2026-03-04T09:00:00.000Z', 'elective'],
      ['instability-advice', '2026-03-03T09:00:00.000Z', 'emergency'],
    ]],
    ['neurology with instability denied', { instabilitySuspected: false, radicularDeficit: { evolvingForDays: 9 } }, [['slow-radicular-mri', '2026-03-04T09:00:00.000Z', 'elective']]],
  ])('for %s', (_, part, expected) => {
    expect(clocks(part).map(({ kind, dueAt, lane }) => [kind, dueAt, lane])).toEqual(expected);
  }); // prettier-ignore

  it('give the MRI twelve hours on a board that asks for it', () => {
    const [, mri] = clocksFrom(
      { suspectedAt, compressionSigns: ['lhermitte'] },
      { ...DEFAULT_PARAMETERS, compressionMriHours: 12 },
    );
    expect(mri).toMatchObject({ kind: 'compression-mri', dueAt: '2026-03-02T21:00:00.000Z' });
  });

  it('carry their source', () => {
    expect(pain().source).toBe('NICE quality standard QS56, Metastatic spinal cord compression in adults, statement 2');
    expect(Object.values(CLOCKS).every(({ source, title }) => source.length > 0 && title.length > 0)).toBe(true);
  });

  it('give radiotherapy 24 hours from the decision to treat', () => {
    expect(radiotherapyClock('2026-03-05T15:30:00.000Z', DEFAULT_PARAMETERS)).toMatchObject({
      kind: 'radiotherapy-start',
      dueAt: '2026-03-06T15:30:00.000Z',
      stopEvents: ['treatment-started'],
      lane: 'emergency',
    });
  });

  it.each([
    ['12 hours', '2026-03-02T20:00:00.000Z', 'emergency'],
    ['24 hours', '2026-03-03T08:00:00.000Z', 'emergency'],
    ['a moment over 24 hours', '2026-03-03T08:00:00.001Z', 'elective'],
    ['no due time, because it is due at once', null, 'emergency'],
  ])('of %s ask for their lane', (_, dueAt, lane) => {
    expect(laneOf('2026-03-02T08:00:00.000Z', dueAt)).toBe(lane);
  });

  it('raise the emergency lane when one of them is 24 hours or less', () => {
    expect(laneAskedBy([])).toBe('elective');
    expect(laneAskedBy(clocks({ radicularDeficit: { evolvingForDays: 8 } }))).toBe('elective');
    expect(laneAskedBy([pain(), rapid()])).toBe('emergency');
  });
});

describe('a clock', () => {
  it.each([
    ['2026-03-02T10:00:00Z', 'running'],
    ['2026-03-03T09:00:00.000Z', 'running'],
    ['2026-03-03T09:00:00.001Z', 'breached'],
  ])('that nobody stopped is at %s %s', (now, state) => {
    expect(clockState(rapid(), now)).toBe(state);
  });

  it.each([
    ['2026-03-03T09:00:00.000Z', 'met'],
    ['2026-03-03T09:00:00.001Z', 'breached'],
  ])('whose MRI was performed at %s is %s for good', (performedAt, state) => {
    const stopped = afterEvent(rapid(), 'mri-performed', performedAt);
    expect(stopped.stoppedAt).toBe(performedAt);
    expect(clockState(stopped, '2026-04-01T00:00:00Z')).toBe(state);
  });

  it('without a due time is never breached', () => {
    const contact = only({ compressionSigns: ['lhermitte'] });
    expect(clockState(contact, '2026-06-01T00:00:00Z')).toBe('running');
    expect(
      clockState(afterEvent(contact, 'coordinator-contacted', '2026-06-01T00:00:00Z'), '2026-06-01T00:00:00Z'),
    ).toBe('met');
  });

  it('shows whole minutes until now, and until the stop once stopped', () => {
    const contact = only({ compressionSigns: ['lhermitte'] });
    expect(minutesOn(contact, '2026-03-02T09:12:59Z')).toBe(12);
    expect(
      minutesOn(afterEvent(contact, 'coordinator-contacted', '2026-03-02T09:05:00Z'), '2026-03-02T11:00:00Z'),
    ).toBe(5);
  });

  it('for pain waits for the MRI and the plan, in either order, and stops at the later', () => {
    const afterMri = afterEvent(pain(), 'mri-performed', '2026-03-04T10:00:00.000Z');
    expect(afterMri.stoppedAt).toBeNull();
    expect(clockState(afterMri, '2026-03-05T00:00:00Z')).toBe('running');

    const mriThenPlan = afterEvent(afterMri, 'plan-recorded', '2026-03-06T10:00:00.000Z');
    expect(mriThenPlan.stoppedAt).toBe('2026-03-06T10:00:00.000Z');
    expect(clockState(mriThenPlan, '2026-03-20T00:00:00Z')).toBe('met');

    const planFirst = afterEvent(pain(), 'plan-recorded', '2026-03-03T10:00:00.000Z');
    expect(afterEvent(planFirst, 'mri-performed', '2026-03-08T10:00:00.000Z').stoppedAt).toBe(
      '2026-03-08T10:00:00.000Z',
    );
    expect(afterEvent(planFirst, 'mri-performed', '2026-03-02T10:00:00.000Z').stoppedAt).toBe(
      '2026-03-03T10:00:00.000Z',
    );
  });

  it('keeps the earliest of an event that is reported twice', () => {
    const twice = afterEvent(
      afterEvent(pain(), 'mri-performed', '2026-03-05T10:00:00.000Z'),
      'mri-performed',
      '2026-03-04T10:00:00.000Z',
    );
    expect(twice.happened).toEqual({ 'mri-performed': '2026-03-04T10:00:00.000Z' });

    const laterAgain = afterEvent(twice, 'mri-performed', '2026-03-06T10:00:00.000Z');
    expect(laterAgain.happened).toEqual({ 'mri-performed': '2026-03-04T10:00:00.000Z' });
  });

  it('is not touched by an event it does not wait for, nor by one from before its start', () => {
    const clock = rapid();
    expect(stopsOn('advice-recorded', '2026-03-02T10:00:00Z', clock)).toBe(false);
    expect(stopsOn('mri-performed', '2026-03-02T08:59:59Z', clock)).toBe(false);
    expect(stopsOn('mri-performed', '2026-03-02T09:00:00Z', clock)).toBe(true);
    expect(afterEvent(clock, 'advice-recorded', '2026-03-02T10:00:00Z')).toBe(clock);
  });

  it('stays as it stopped when another event follows', () => {
    const stopped = afterEvent(rapid(), 'mri-performed', '2026-03-02T12:00:00.000Z');
    expect(afterEvent(stopped, 'mri-performed', '2026-03-02T10:00:00.000Z')).toBe(stopped);
    expect(stopWithReason(stopped, '2026-03-02T13:00:00.000Z', 'deceased')).toBe(stopped);
  });

  it('stopped by a person within its time is stopped, with the reason', () => {
    const stopped = stopWithReason(rapid(), '2026-03-02T13:00:00.000Z', 'MRI of yesterday already answers it');
    expect(stopped.stopReason).toBe('MRI of yesterday already answers it');
    expect(clockState(stopped, '2026-04-01T00:00:00Z')).toBe('stopped');
  });

  it('stopped by a person after its time stays breached', () => {
    expect(clockState(stopWithReason(rapid(), '2026-03-03T09:00:01.000Z', 'deceased'), '2026-04-01T00:00:00Z')).toBe(
      'breached',
    );
  });
});
