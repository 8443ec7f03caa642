import type { StoredBoard } from './board.js';
import { withRules } from './board-rules.js';

const BOARD: StoredBoard = {
  id: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07',
  organisationId: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e08',
  name: 'Spine board',
  timeZone: 'Europe/Amsterdam',
  chairId: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e09',
  requiredSpecialties: ['medical-oncology', 'spine-surgery'],
  signOffRule: { requiredSpecialties: ['medical-oncology', 'spine-surgery'], maxAcceptedDissents: 1 },
  ownParameters: { followUp: { windowDays: 5 }, rules: { 'mri-whole-spine': 'off' } },
  closedWeekdays: [6, 7],
  closedDays: [],
  capacityMinutes: 90,
  members: [],
  pendingChanges: [],
  version: 1,
};

describe('the rules of a board', () => {
  it('keep what a change leaves out', () => {
    const changed = withRules(BOARD, { parameters: { followUp: { caps: { low: 10 } } } });

    expect(changed).toEqual({
      ...BOARD,
      ownParameters: { followUp: { windowDays: 5, caps: { low: 10 } }, rules: { 'mri-whole-spine': 'off' } },
    });
  });

  it('take a rule back to its default with null', () => {
    const changed = withRules(BOARD, { parameters: { rules: { 'mri-whole-spine': null } } });

    expect(changed.ownParameters).toEqual({ followUp: { windowDays: 5 }, rules: {} });
  });

  it('change who must be present and who must sign apart from each other', () => {
    const changed = withRules(BOARD, {
      requiredSpecialties: ['radiology'],
      signingSpecialties: ['medical-oncology', 'spine-surgery', 'radiology'],
      maxAcceptedDissents: 2,
    });

    expect(changed.requiredSpecialties).toEqual(['radiology']);
    expect(changed.signOffRule).toEqual({
      requiredSpecialties: ['medical-oncology', 'spine-surgery', 'radiology'],
      maxAcceptedDissents: 2,
    });
  });

  it.each([
    ['a value the pathway does not allow', { parameters: { followUp: { windowDays: 15 } } }, 'rules-not-allowed'],
    ['caps out of order', { parameters: { followUp: { caps: { high: 16 } } } }, 'rules-not-allowed'],
    ['a panel of an unknown specialty', { parameters: { panelSpecialties: ['a', 'b'] } }, 'rules-not-allowed'],
    ['dissents that outnumber approvals', { maxAcceptedDissents: 2 }, 'unsound-sign-off-rule'],
  ])('are refused with %s', (_, rules, code) => {
    expect(() => withRules(BOARD, rules)).toThrow(expect.objectContaining({ code }));
  });
});
