import { describeStateTable } from '../test/describe-state-table.js';
import { CASE_EVENTS, CASE_TRANSITIONS, CaseNotFinished, requireFinished } from './case-states.js';
import { nextState } from './transitions.js';

const STEERING = ['coordinator', 'chair'];

describe('the life of a case', () => {
  describeStateTable(CASE_TRANSITIONS, CASE_EVENTS, [
    [null, 'refer', ['referred'], ['coordinator', 'specialist', 'integration']],
    ['referred', 'accept', ['workup'], STEERING],
    ['referred', 'decline', ['closed'], STEERING],
    ['workup', 'mark-ready', ['ready'], STEERING],
    ['ready', 'list', ['listed'], STEERING],
    ['listed', 'defer', ['ready', 'workup'], STEERING],
    ['listed', 'open-item', ['in-discussion'], ['chair', 'coordinator']],
    ['in-discussion', 'propose', ['decided'], ['chair-of-meeting']],
    ['in-discussion', 'adjourn', ['ready', 'workup'], ['chair']],
    ['listed', 'return-to-ready', ['ready'], ['auto']],
    ['in-discussion', 'return-to-ready', ['ready'], ['auto']],
    ['referred', 'decide-urgently', ['decided'], ['panel-lead']],
    ['workup', 'decide-urgently', ['decided'], ['panel-lead']],
    ['ready', 'decide-urgently', ['decided'], ['panel-lead']],
    ['listed', 'decide-urgently', ['decided'], ['panel-lead']],
    ['decided', 'propose-revision', ['decided'], ['chair', 'panel-lead']],
    ['active', 'propose-revision', ['active'], ['chair', 'panel-lead']],
    ['decided', 'sign-off-complete', ['active'], ['auto']],
    ['active', 'sign-off-complete', ['active'], ['auto']],
    ['decided', 'relist', ['workup'], ['coordinator', 'chair', 'auto']],
    ['active', 'relist', ['workup'], ['coordinator', 'chair', 'auto']],
    ['active', 'revision-withdrawn', ['workup'], ['auto']],
    ['referred', 'close', ['closed'], STEERING],
    ['workup', 'close', ['closed'], STEERING],
    ['ready', 'close', ['closed'], STEERING],
    ['listed', 'close', ['closed'], STEERING],
    ['in-discussion', 'close', ['closed'], STEERING],
    ['decided', 'close', ['closed'], STEERING],
    ['active', 'close', ['closed'], STEERING],
    ['closed', 'reopen', ['workup'], STEERING],
  ]);

  it('tells a clinician what can be done instead', () => {
    expect(() => nextState(CASE_TRANSITIONS, 'in-discussion', 'mark-ready')).toThrow(
      'This case is in discussion, so “mark ready” is not possible. Possible now: propose, adjourn and close.',
    );
  });
});

describe('closing a case', () => {
  const nothing = { imagingOrders: 0, clocks: 0, recommendations: 0, ratifications: 0 };

  it('as completed needs every order, clock, recommendation and ratification to be done', () => {
    expect(() => requireFinished('completed', nothing)).not.toThrow();
  });

  it.each(['imagingOrders', 'clocks', 'recommendations', 'ratifications'] as const)(
    'as completed is refused over one open %s',
    (open) => {
      expect(() => requireFinished('completed', { ...nothing, [open]: 1 })).toThrow(CaseNotFinished);
    },
  );

  it.each(['deceased', 'transferred', 'withdrawn'] as const)(
    'as %s is possible with work left, which it cancels',
    (reason) => {
      expect(() =>
        requireFinished(reason, { imagingOrders: 2, clocks: 1, recommendations: 3, ratifications: 1 }),
      ).not.toThrow();
    },
  );

  it('says what is left and which reasons would cancel it', () => {
    const refusal = new CaseNotFinished({ imagingOrders: 2, clocks: 0, recommendations: 1, ratifications: 0 });

    expect(refusal.message).toBe(
      'This case still has 2 open imaging orders, 0 running clocks, 1 pending recommendations and 0 decisions to ratify. ' +
        'Finish them, or close for another reason, which cancels them.',
    );
    expect(refusal.fields).toEqual({
      unfinished: { imagingOrders: 2, clocks: 0, recommendations: 1, ratifications: 0 },
      otherReasons: ['deceased', 'transferred', 'withdrawn'],
    });
  });
});
