import { describeStateTable } from '../test/describe-state-table.js';
import {
  AlreadyRatified,
  REVISION_EVENTS,
  REVISION_STATES,
  REVISION_TRANSITIONS,
  RevisionActionNotPossible,
  RevisionNotOpenForSignature,
  RevisionNotProvisional,
  requireAwaitsRatification,
  requireRevisionAllows,
  revisionActionsIn,
  revisionState,
  type RevisionAction,
  type RevisionEvent,
} from './revision-states.js';

describe('the life of a revision', () => {
  describeStateTable(REVISION_TRANSITIONS, REVISION_EVENTS, [
    [null, 'proposed', ['proposed'], ['chair', 'panel-lead']],
    ['proposed', 'signed', ['proposed'], ['signing-specialty']],
    ['proposed', 'returned', ['returned'], ['author', 'chair', 'auto']],
    ['proposed', 'withdrawn', ['withdrawn'], ['chair', 'signing-specialty']],
    ['in-force', 'withdrawn', ['withdrawn'], ['chair', 'signing-specialty']],
    ['proposed', 'in-force', ['in-force'], ['auto']],
    ['in-force', 'superseded', ['superseded'], ['auto']],
  ]);
});

describe('the state of a revision', () => {
  it.each<{ events: RevisionEvent[]; state: string }>([
    { events: ['proposed'], state: 'proposed' },
    { events: ['proposed', 'signed', 'signed'], state: 'proposed' },
    { events: ['proposed', 'signed', 'returned'], state: 'returned' },
    { events: ['proposed', 'withdrawn'], state: 'withdrawn' },
    { events: ['proposed', 'signed', 'in-force'], state: 'in-force' },
    { events: ['proposed', 'in-force', 'withdrawn'], state: 'withdrawn' },
    { events: ['proposed', 'in-force', 'superseded'], state: 'superseded' },
  ])('follows from its events: $events is $state', ({ events, state }) => {
    expect(revisionState(events)).toBe(state);
  });

  it.each<{ events: RevisionEvent[]; defect: string }>([
    { events: [], defect: 'A revision begins by being proposed.' },
    { events: ['signed'], defect: 'A revision cannot be signed after it was nothing.' },
    { events: ['proposed', 'returned', 'signed'], defect: 'A revision cannot be signed after it was returned.' },
  ])('cannot follow from $events, which nobody can have written', ({ events, defect }) => {
    expect(() => revisionState(events)).toThrow(defect);
  });
});

describe('what may be done with a revision', () => {
  const POSSIBLE: Readonly<Record<(typeof REVISION_STATES)[number], readonly RevisionAction[]>> = {
    proposed: ['sign', 'revoke-signature', 'accept-dissent', 'return', 'revise', 'withdraw', 'ratify', 'reject'],
    returned: ['revise'],
    withdrawn: [],
    'in-force': ['revise', 'withdraw', 'ratify', 'reject'],
    superseded: [],
  };
  const ALL = POSSIBLE.proposed;

  it.each(REVISION_STATES)('while it is %s is exactly what the table says', (state) => {
    expect(revisionActionsIn(state)).toEqual(POSSIBLE[state]);
    for (const action of POSSIBLE[state]) expect(() => requireRevisionAllows(action, state)).not.toThrow();
  });

  it.each(
    REVISION_STATES.flatMap((state) => ALL.map((action) => ({ state, action }))).filter(
      ({ state, action }) => !POSSIBLE[state].includes(action),
    ),
  )('while it is $state excludes $action', ({ state, action }) => {
    const isAboutSigning = action === 'sign' || action === 'revoke-signature';
    expect(() => requireRevisionAllows(action, state)).toThrow(
      isAboutSigning ? RevisionNotOpenForSignature : RevisionActionNotPossible,
    );
  });

  it.each([
    { state: 'proposed' as const, sentence: 'This revision is open for signature.' },
    { state: 'returned' as const, sentence: 'This revision was returned to its author and takes no signature.' },
    { state: 'withdrawn' as const, sentence: 'This revision was withdrawn and takes no signature.' },
    { state: 'in-force' as const, sentence: 'This revision is in force; its signatures are complete and stay.' },
    {
      state: 'superseded' as const,
      sentence: 'This revision was superseded by a newer one and takes no signature.',
    },
  ])('is explained to who wants to sign it while it is $state', ({ state, sentence }) => {
    expect(new RevisionNotOpenForSignature(state).message).toBe(
      `${sentence} Open the decision again to see which revision is current.`,
    );
  });

  it('is named in the refusal', () => {
    expect(() => requireRevisionAllows('return', 'in-force')).toThrow(
      'This revision is in force, so “return” is not possible. Possible now: revise, withdraw, ratify and reject.',
    );
    expect(() => requireRevisionAllows('revise', 'withdrawn')).toThrow(
      'This revision is withdrawn, so “revise” is not possible. Nothing more can be done with it.',
    );
  });
});

describe('ratification', () => {
  it('is for a provisional revision that was not ratified before', () => {
    expect(() => requireAwaitsRatification({ isProvisional: true, isRatified: false })).not.toThrow();
  });

  it('is refused for a decision of the quorate board', () => {
    expect(() => requireAwaitsRatification({ isProvisional: false, isRatified: false })).toThrow(
      RevisionNotProvisional,
    );
  });

  it('is refused the second time', () => {
    expect(() => requireAwaitsRatification({ isProvisional: true, isRatified: true })).toThrow(AlreadyRatified);
  });
});
