import type { Entity } from '#database';
import type { JsonValue } from '../document.js';
import { revisedBy, tellChange } from './tell-change.js';

const LINE = {
  modality: 'cebrt',
  intent: 'local-control',
  levels: ['T8'],
  priority: 'routine',
  responsibleSpecialty: 'radiation-oncology',
  dueOn: '2026-03-20',
};
const AGENT = {
  modality: 'bone-modifying-agent',
  intent: 'palliative',
  priority: 'routine',
  responsibleSpecialty: 'medical-oncology',
  dueOn: '2026-03-30',
};
const CASE = {
  state: 'workup',
  lane: 'elective',
  laneReason: null,
  priority: 0,
  question: 'Radiotherapy alone, or stabilisation first?',
  reasonText: null,
  clocks: [],
  waivers: [],
  notices: [],
};
const CLOCK = {
  id: 'a',
  kind: 'pain-mri-and-plan',
  dueAt: '2026-03-09T08:00:00.000Z',
  stoppedAt: null,
  stopReason: null,
  breachReason: null,
  happened: {},
};
const ORDER = {
  id: 'o',
  kind: 'routine',
  modality: 'mri-levels',
  levels: ['T8'],
  state: 'due',
  dueOn: '2026-05-15',
  windowFrom: '2026-05-08',
  windowTo: '2026-05-22',
  isLate: false,
};

const draft = (content: JsonValue, more: object = {}): JsonValue => ({
  content,
  state: 'draft',
  revisesId: null,
  overrides: {},
  ...more,
});
const revision = (number: number, content: JsonValue, more: object = {}): JsonValue => ({
  number,
  authority: 'board',
  isProvisional: false,
  state: 'proposed',
  revisesId: null,
  expiresOn: null,
  ratification: null,
  frozen: { content, evidence: { assessments: [] } },
  events: [],
  signatures: [],
  ...more,
});
const tell = (entity: Entity, before: JsonValue, after: JsonValue, revised: JsonValue = null) =>
  tellChange({ entity, before, after, revised });

describe('the differences between two versions of a decision', () => {
  it.each<[string, object[], object[], string[]]>([
    ['none', [LINE], [LINE], []],
    [
      'a new due date',
      [LINE],
      [{ ...LINE, dueOn: '2026-03-25' }],
      ['cEBRT of T8: due 2026-03-25 instead of due 2026-03-20.'],
    ],
    [
      'another measure at the same place',
      [LINE],
      [{ ...LINE, modality: 'sbrt', priority: 'urgent' }],
      ['SBRT of T8 instead of cEBRT of T8; urgent instead of routine.'],
    ],
    ['more levels', [LINE], [{ ...LINE, levels: ['T8', 'T9'] }], ['cEBRT of T8, T9 instead of cEBRT of T8.']],
    [
      'one line more',
      [LINE],
      [LINE, AGENT],
      ['Newly recommended: bone modifying agent (palliative), routine, by medical oncology, due 2026-03-30.'],
    ],
    [
      'one line less',
      [LINE, AGENT],
      [AGENT],
      ['No longer recommended: cEBRT of T8 (local control), routine, by radiation oncology, due 2026-03-20.'],
    ],
    ['the same lines in another order', [LINE, AGENT], [AGENT, LINE], []],
    [
      'a remark',
      [LINE],
      [{ ...LINE, text: 'In five fractions.' }],
      ['cEBRT of T8: “In five fractions.” instead of no remark.'],
    ],
  ])('name %s', (_what, before, after, sentences) => {
    const told = tell(
      'decision-draft',
      draft({ recommendations: before } as JsonValue),
      draft({ recommendations: after } as JsonValue),
    );
    expect(told).toEqual(sentences);
  });

  it('name everything beside the recommendations too', () => {
    const before = {
      recommendations: [],
      systemicPlan: { planned: true },
      painPlan: 'Dexamethasone.',
      summary: 'One.',
    };
    const after = {
      recommendations: [],
      systemicPlan: { planned: false, reason: 'declined' },
      sbrtPossible: false,
      reasons: { 'guideline-deviation': 'Too frail.' },
      summary: 'Two.',
    };
    expect(tell('decision-draft', draft(before), draft(after))).toEqual([
      'The systemic plan read “planned” and reads “none planned: declined”.',
      'The plan for pain is left out.',
      'Whether SBRT is possible reads: “no”.',
      'The reason on guideline deviation reads: “Too frail.”',
      'The summary read “One.” and reads “Two.”',
    ]);
  });

  it('are told of a revision against the one that it replaces, with the evidence that is new', () => {
    const first = revision(1, { recommendations: [LINE] });
    const second = revision(
      2,
      { recommendations: [{ ...LINE, priority: 'urgent' }] },
      {
        revisesId: 'r',
        isProvisional: true,
        frozen: {
          content: { recommendations: [{ ...LINE, priority: 'urgent' }] },
          evidence: { assessments: [{ id: 'x', assessedAt: '2026-03-04T09:00:00.000Z' }] },
        },
      },
    );

    expect(tell('decision-revision', null, second, first)).toEqual([
      'Revision 2, by the board, provisional until it is ratified.',
      'It is to replace revision 1, and differs from it:',
      'cEBRT of T8: urgent instead of routine.',
      'It rests on a newer examination of 2026-03-04 09:00 UTC.',
    ]);
    expect(revisedBy(second)).toBe('r');
    expect(revisedBy(first)).toBeNull();
    expect(tell('decision-draft', null, draft({ recommendations: [LINE] }), first)).toEqual([
      'It is to replace revision 1, and recommends the same.',
    ]);
  });

  it('hold who signed, what was revoked and how it went on', () => {
    const signature = {
      id: 's',
      printedName: 'Dr. Rae Beam',
      specialty: 'radiation-oncology',
      meaning: 'dissent',
      method: 'password+totp',
      reason: 'Too late for radiotherapy.',
      signedAt: '2026-03-02T08:00:00.000Z',
      revocation: null,
    };
    const content = { recommendations: [] };
    expect(tell('decision-revision', revision(1, content), revision(1, content, { signatures: [signature] }))).toEqual([
      'Dr. Rae Beam dissented for radiation oncology on 2026-03-02 08:00 UTC, proved by password and one-time code: “Too late for radiotherapy.”',
    ]);
    const revoked = { ...signature, revocation: { reason: 'A mistake.' } };
    expect(
      tell(
        'decision-revision',
        revision(1, content, { signatures: [signature] }),
        revision(1, content, { signatures: [revoked], state: 'in-force', expiresOn: '2026-04-13' }),
      ),
    ).toEqual([
      'The signature of Dr. Rae Beam was revoked: “A mistake.”',
      'The revision went from proposed to in force.',
      'It expires on 2026-04-13 unless it is begun.',
    ]);
  });
});

describe('what changed of a case', () => {
  it.each<[string, Entity, JsonValue, JsonValue, string[]]>([
    ['its state', 'case', CASE, { ...CASE, state: 'ready' }, ['The case went from workup to ready.']],
    [
      'its referral',
      'case',
      null,
      { ...CASE, state: 'referred', clocks: [CLOCK] },
      [
        'The question: “Radiotherapy alone, or stabilisation first?”',
        'The lane is elective.',
        'A clock runs, “pain MRI and plan”: due 2026-03-09 08:00 UTC.',
      ],
    ],
    [
      'a clock that stops late',
      'case',
      { ...CASE, clocks: [CLOCK] },
      { ...CASE, clocks: [{ ...CLOCK, stoppedAt: '2026-03-10T08:00:00.000Z', breachReason: 'scanner-capacity' }] },
      [
        'The clock “pain MRI and plan” stopped 2026-03-10 08:00 UTC, late.',
        'The reason for the breach of the clock “pain MRI and plan” is scanner capacity.',
      ],
    ],
    [
      'a clock that the pathway sets no limit to, which is neither late nor in time',
      'case',
      { ...CASE, clocks: [{ ...CLOCK, dueAt: null }] },
      {
        ...CASE,
        clocks: [
          { ...CLOCK, dueAt: null, stoppedAt: '2026-03-10T08:00:00.000Z' },
          { ...CLOCK, id: 'b', kind: 'coordinator-contact', dueAt: null },
        ],
      },
      ['A clock runs, “coordinator contact”: no limit.', 'The clock “pain MRI and plan” stopped 2026-03-10 08:00 UTC.'],
    ],
    [
      'a waiver and a notice',
      'case',
      CASE,
      {
        ...CASE,
        waivers: [{ id: 'w', item: 'mri-whole-spine', reason: 'Pacemaker' }],
        notices: [{ id: 'n', kind: 'trigger', reasonCode: 'progression', settledAt: null }],
      },
      ['MRI whole spine may be missing: “Pacemaker”.', 'On the coordinator’s list: trigger (progression).'],
    ],
    [
      'an examination booked',
      'follow-up',
      { anchor: null, orders: [ORDER] },
      { anchor: null, orders: [{ ...ORDER, state: 'booked', bookedFor: '2026-05-13T09:00:00.000Z' }] },
      [
        'The routine MRI levels of T8 went from due to booked.',
        'The routine MRI levels of T8 is booked for 2026-05-13 09:00 UTC.',
      ],
    ],
    [
      'an examination ordered',
      'follow-up',
      null,
      { anchor: { basis: 'treatment-completed', on: '2026-03-18' }, orders: [ORDER] },
      [
        'It is counted from treatment completed on 2026-03-18.',
        'The routine MRI levels of T8 is due 2026-05-15, between 2026-05-08 and 2026-05-22.',
      ],
    ],
    [
      'a recommendation settled',
      'recommendation',
      { ...LINE, text: null, state: 'current', outcome: 'pending' },
      { ...LINE, text: null, state: 'current', outcome: 'partial', outcomeReason: 'toxicity-or-contraindication' },
      ['What became of it went from pending to partial.', 'The reason is toxicity or contraindication.'],
    ],
    [
      'a treatment completed',
      'treatment',
      { modality: 'cebrt', levels: ['T8'], startedAt: '2026-03-16T09:00:00.000Z' },
      {
        modality: 'cebrt',
        levels: ['T8'],
        startedAt: '2026-03-16T09:00:00.000Z',
        completedAt: '2026-03-18T11:00:00.000Z',
      },
      ['Completed 2026-03-18 11:00 UTC.'],
    ],
    [
      'a place on the agenda',
      'agenda-item',
      { purpose: 'discussion', position: 2, minutes: 10, state: 'listed', plans: [] },
      { purpose: 'discussion', position: 0, minutes: 15, state: 'listed', plans: [{}] },
      ['It moved from place 3 to place 1.', 'It has 15 minutes instead of 10.', 'Preliminary plans written by now: 1.'],
    ],
    ['what was erased', 'case', null, null, ['What it said was erased with the patient.']],
  ])('is told in sentences: %s', (_what, entity, before, after, sentences) => {
    expect(tell(entity, before, after)).toEqual(sentences);
  });
});
