import type { Specialty } from './specialties.js';
import { DEFAULT_SIGN_OFF_RULE, UnsoundSignOffRule, requireSoundRule, ruleFor } from './sign-off-rule.js';

describe('the sign-off rule of a board', () => {
  it('asks by default for three specialties, two in an emergency, and accepts one dissent', () => {
    expect(DEFAULT_SIGN_OFF_RULE).toEqual({
      requiredSpecialties: ['medical-oncology', 'radiation-oncology', 'spine-surgery'],
      panelSpecialties: ['spine-surgery', 'radiation-oncology'],
      maxAcceptedDissents: 1,
    });
  });

  it('lets the panel suffice for a panel decision', () => {
    expect(ruleFor(DEFAULT_SIGN_OFF_RULE, { isPanelDecision: true }).requiredSpecialties).toEqual([
      'spine-surgery',
      'radiation-oncology',
    ]);
    expect(ruleFor(DEFAULT_SIGN_OFF_RULE, { isPanelDecision: false }).requiredSpecialties).toEqual([
      'medical-oncology',
      'radiation-oncology',
      'spine-surgery',
    ]);
  });

  it('asks a board for passkeys where it wants them, and never a panel in an emergency', () => {
    const strict = { ...DEFAULT_SIGN_OFF_RULE, requiresPasskey: true };

    expect(ruleFor(strict, { isPanelDecision: false }).requiresPasskey).toBe(true);
    expect(ruleFor(strict, { isPanelDecision: true })).not.toHaveProperty('requiresPasskey');
    expect(ruleFor(DEFAULT_SIGN_OFF_RULE, { isPanelDecision: false })).not.toHaveProperty('requiresPasskey');
  });

  it.each([
    { maxAcceptedDissents: 0, requiredSpecialties: ['spine-surgery'] as const },
    { maxAcceptedDissents: 1, requiredSpecialties: ['spine-surgery', 'radiology'] as const },
  ])('may accept $maxAcceptedDissents of the dissents of $requiredSpecialties', (change) => {
    expect(() => requireSoundRule({ ...DEFAULT_SIGN_OFF_RULE, ...change })).not.toThrow();
  });

  it.each([
    { change: { requiredSpecialties: [] as Specialty[], maxAcceptedDissents: 0 }, pointers: ['/requiredSpecialties'] },
    { change: { panelSpecialties: [] as Specialty[] }, pointers: ['/panelSpecialties'] },
    {
      change: { panelSpecialties: ['radiology', 'radiology'] as Specialty[] },
      pointers: ['/panelSpecialties'],
    },
    { change: { maxAcceptedDissents: 3 }, pointers: ['/maxAcceptedDissents'] },
    { change: { maxAcceptedDissents: -1 }, pointers: ['/maxAcceptedDissents'] },
    { change: { maxAcceptedDissents: 0.5 }, pointers: ['/maxAcceptedDissents'] },
  ])('is refused with $change', ({ change, pointers }) => {
    const attempt = () => requireSoundRule({ ...DEFAULT_SIGN_OFF_RULE, ...change });

    expect(attempt).toThrow(UnsoundSignOffRule);
    expect(attempt).toThrow(
      expect.objectContaining({ errors: pointers.map((pointer) => expect.objectContaining({ pointer })) }),
    );
  });
});
