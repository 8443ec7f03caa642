import { NotInEmergencyLane, PanelNotReached, type PanelContact, type Specialty } from '#workflow';
import { PanelPersonUnfit, ReachedInTheFuture } from '../decisions.errors.js';
import { requirePanel } from './emergency-panel.js';

describe('the panel of an emergency', () => {
  const board = {
    signOffRule: {
      requiredSpecialties: ['medical-oncology', 'radiation-oncology', 'spine-surgery'] as const,
      panelSpecialties: ['spine-surgery', 'radiation-oncology'] as const,
      maxAcceptedDissents: 1,
    },
    members: [
      seat('sam', 'spine-surgery', ['dora']),
      seat('rae', 'radiation-oncology'),
      seat('mia', 'medical-oncology'),
      seat('cora', null),
    ],
  };
  const now = '2026-03-02T22:15:00.000Z';

  it('may decide when every specialty of it was reached by a member or a deputy', () => {
    expect(() => requirePanel('emergency', board, [reached('sam'), reached('rae')], now)).not.toThrow();
    expect(() => requirePanel('emergency', board, [reached('dora'), reached('rae')], now)).not.toThrow();
  });

  it('may ask more specialties than it must', () => {
    const contacts = [reached('sam'), reached('rae'), { ...reached('mia'), specialty: 'medical-oncology' as const }];

    expect(() => requirePanel('emergency', board, contacts, now)).not.toThrow();
  });

  it('is for the emergency lane only', () => {
    expect(() => requirePanel('elective', board, [reached('sam'), reached('rae')], now)).toThrow(NotInEmergencyLane);
  });

  it('is refused while one of its specialties was not reached', () => {
    expect(() => requirePanel('emergency', board, [reached('sam')], now)).toThrow(PanelNotReached);
  });

  it('is refused with somebody who neither sits for the specialty nor deputises', () => {
    const contacts = [reached('sam'), { ...reached('rae'), userId: 'mia' }];

    expect(() => requirePanel('emergency', board, contacts, now)).toThrow(
      new PanelPersonUnfit(1, 'radiation-oncology'),
    );
  });

  it('is reached by now, to the millisecond', () => {
    const at = (reachedAt: string) => [{ ...reached('sam'), reachedAt }, reached('rae')];

    expect(() => requirePanel('emergency', board, at('2026-03-02T22:15:00.000Z'), now)).not.toThrow();
    expect(() => requirePanel('emergency', board, at('2026-03-02T22:15:00.001Z'), now)).toThrow(
      new ReachedInTheFuture(0),
    );
  });

  function seat(userId: string, specialty: Specialty | null, deputyIds: string[] = []) {
    return { userId, name: userId, specialty, deputyIds };
  }

  function reached(userId: string): PanelContact {
    const specialty = userId === 'rae' ? 'radiation-oncology' : 'spine-surgery';
    return { specialty, userId, reachedAt: '2026-03-02T22:00:00.000Z' };
  }
});
