import { NotInEmergencyLane, PanelNeedsOnePersonEach, PanelNotReached, requireUrgentPanel } from './emergency.js';

describe('the panel of an urgent decision', () => {
  const panel = ['spine-surgery', 'radiation-oncology'] as const;
  const surgeon = { specialty: 'spine-surgery', userId: 'anna', reachedAt: '2026-03-02T08:10:00Z' } as const;
  const oncologist = { specialty: 'radiation-oncology', userId: 'bruno', reachedAt: '2026-03-02T08:20:00Z' } as const;

  it('decides in the emergency lane once each specialty is reached', () => {
    expect(() => requireUrgentPanel('emergency', panel, [surgeon, oncologist])).not.toThrow();
  });

  it('does not decide an elective case', () => {
    expect(() => requireUrgentPanel('elective', panel, [surgeon, oncologist])).toThrow(NotInEmergencyLane);
  });

  it('does not decide without a specialty, and names it', () => {
    expect(() => requireUrgentPanel('emergency', panel, [surgeon])).toThrow(PanelNotReached);
    expect(() => requireUrgentPanel('emergency', panel, [surgeon])).toThrow(
      'An urgent decision needs radiation oncology. Reach them, and record who and when.',
    );
  });

  it('is not one person twice', () => {
    expect(() => requireUrgentPanel('emergency', panel, [surgeon, { ...oncologist, userId: 'anna' }])).toThrow(
      PanelNeedsOnePersonEach,
    );
  });
});
