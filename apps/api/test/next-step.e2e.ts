import fc from 'fast-check';
import type { AssessmentFacts, ImagingResult } from '#pathway';
import { CaseStory, QUORATE, soundContent, soundFacts } from './support/case-story.js';
import { ImagingStory } from './support/imaging-story.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';

interface Order {
  readonly kind: string;
  readonly state: string;
  readonly dueOn: string;
  readonly windowFrom: string;
  readonly windowTo: string;
  readonly countedFrom: string | null;
  readonly specialistId: string;
}

/** Whatever the people of a board try, in whatever order: most of it is refused at most moments. */
const DEEDS = [
  'accept',
  'assess',
  'worsen',
  'ready',
  'list',
  'open',
  'propose',
  'end',
  'sign',
  'treat',
  'book',
  'perform',
  'report',
  'acknowledge',
  'settle',
  'relist',
  'close',
  'reopen',
  'wait',
] as const;
type Deed = (typeof DEEDS)[number];

describe('an open case, whatever its board does', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  it('has exactly one next step with an owner and a day, and no order outside its window', async () => {
    // One way that goes all the way, then ways at random, so that late states are met too.
    const whole: Deed[] = [
      ...(['accept', 'assess', 'ready', 'list', 'open', 'propose', 'end', 'sign', 'treat', 'book', 'perform'] as const),
      ...(['report', 'acknowledge', 'settle', 'wait', 'perform', 'report', 'worsen', 'close', 'reopen'] as const),
    ];
    const seen = new Set<string>(await walk(whole));
    const ways = fc.array(fc.constantFrom(...DEEDS), { minLength: 10, maxLength: 14 });
    const begun: Deed[] = ['accept', 'assess', 'ready', 'list', 'open', 'propose', 'end', 'sign'];
    const rounds = fc.record({ begin: fc.nat({ max: begun.length }), way: ways });
    await fc.assert(
      fc.asyncProperty(rounds, async ({ begin, way }) => {
        for (const kind of await walk([...begun.slice(0, begin), ...way])) seen.add(kind);
      }),
      { numRuns: 5, endOnFailure: true },
    );

    const always = ['triage', 'complete-workup', 'list', 'discuss', 'decide', 'sign', 'carry-out', 'make-imaging'];
    expect([...seen]).toEqual(expect.arrayContaining([...always, 'read-imaging', 'acknowledge-imaging']));
  }, 240_000);

  /** Goes one way with a case of a new hospital; answers with the kinds of steps that were met. */
  async function walk(way: readonly Deed[]): Promise<string[]> {
    const story = await ImagingStory.begin(server);
    const board = new Walker(server, story);
    await board.begin();
    const seen = [await board.judged()];
    for (const deed of way) {
      await board.attempt(deed);
      seen.push(await board.judged());
    }
    return seen.flatMap((kind) => kind ?? []);
  }
});

class Walker {
  private caseId = '';
  private meetingId = '';
  private itemId = '';
  private decisionId = '';
  private results = 0;

  constructor(
    private readonly server: TestServer,
    private readonly story: ImagingStory,
  ) {}

  private get cases(): CaseStory {
    return this.story.cases;
  }

  async begin(): Promise<void> {
    this.caseId = await this.cases.referred({ painFeatures: [] });
  }

  /** Does one thing, or is refused. A defect is neither. */
  async attempt(deed: Deed): Promise<void> {
    this.server.clock.advance({ hours: 1 });
    try {
      await this.deed(deed);
    } catch (error) {
      if (!(error instanceof Error) || !/was answered 4\d\d|examinations wait/.test(error.message)) throw error;
    }
  }

  /** The kind of the next step; null once the case is closed. */
  async judged(): Promise<string | null> {
    const { body } = await this.coordinator.get(`/cases/${this.caseId}`).expect(200);
    for (const order of body.followUp.orders as Order[]) requireInsideWindow(order);
    if (body.state === 'closed') {
      expect(body.nextStep).toBeNull();
      return null;
    }
    const { kind, owner, dueOn } = body.nextStep;
    expect(Object.values(owner as object).filter((one) => one !== null)).toHaveLength(1);
    expect(dueOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    return kind;
  }

  private get coordinator() {
    return this.server.as(this.story.hospital.coordinator);
  }

  private get chair() {
    return this.server.as(this.story.hospital.chair);
  }

  private async deed(deed: Deed): Promise<unknown> {
    const path = `/cases/${this.caseId}`;
    switch (deed) {
      case 'accept':
        return this.coordinator.post(`${path}/accept`).expect(200);
      case 'assess':
        return this.cases.assessed(this.caseId, this.factsOfToday());
      case 'worsen':
        return this.cases.assessed(this.caseId, {
          ...this.factsOfToday(),
          general: { kps: 40, toleratesSurgery: true },
        });
      case 'ready':
        return this.coordinator.post(`${path}/ready`, {}).expect(200);
      case 'list':
        this.meetingId = await this.cases.meeting();
        this.itemId = (await this.cases.listed(this.caseId, this.meetingId)).itemId;
        return undefined;
      case 'open':
        return this.cases.opened({ caseId: this.caseId, meetingId: this.meetingId, itemId: this.itemId }, QUORATE);
      case 'propose':
        this.decisionId = await this.cases.drafted(this.caseId, soundContent);
        return this.chair.post(`/decisions/${this.decisionId}/propose`).expect(200);
      case 'end':
        return this.chair.post(`/meetings/${this.meetingId}/end`).expect(200);
      case 'sign':
        return new Signing(this.server).inForce(this.story.hospital, this.decisionId);
      case 'settle':
        return this.settle();
      case 'relist':
        return this.coordinator.post(`${path}/relist`, { reasonCode: 'new-question' }).expect(200);
      case 'close':
        return this.coordinator.post(`${path}/close`, { reasonCode: 'transferred' }).expect(200);
      case 'reopen':
        return this.coordinator.post(`${path}/reopen`, { reasonCode: 'patient-returned' }).expect(200);
      case 'wait':
        return this.server.clock.advance({ days: 20 });
      default:
        return this.imaging(deed);
    }
  }

  private async imaging(deed: 'treat' | 'book' | 'perform' | 'report' | 'acknowledge'): Promise<unknown> {
    const now = this.server.clock.now().toISOString();
    const oncologist = this.server.as(this.story.hospital.radiationOncologist);
    if (deed === 'treat') return this.story.treat(this.caseId, { startedAt: now, completedAt: now }).expect(201);

    const orders = await this.story.orders(this.caseId);
    const wanted = {
      book: ['due', 'missed'],
      perform: ['due', 'booked', 'missed'],
      report: ['performed'],
      acknowledge: ['reported'],
    };
    const order = orders.find(({ state }) => wanted[deed].includes(state));
    if (!order) return undefined;
    const result = RESULTS[this.results++ % RESULTS.length];
    const body = {
      book: { bookedFor: `${order.dueOn}T09:00:00.000Z` },
      perform: { performedAt: now },
      report: { result },
      acknowledge: {},
    }[deed];
    return oncologist.post(`/imaging-orders/${order.id}/${deed}`, body).expect(200);
  }

  private async settle(): Promise<void> {
    const { body } = await this.coordinator.get(`/cases/${this.caseId}/recommendations`).expect(200);
    for (const { id, version } of body.items) {
      const told = { outcome: 'not-done', reason: 'patient-declined' };
      await this.coordinator.patch(`/recommendations/${id}`, told, { 'if-match': `"${version}"` }).expect(200);
    }
  }

  private factsOfToday(): AssessmentFacts {
    const performedOn = this.server.clock.now().toISOString().slice(0, 10);
    return { ...soundFacts, imaging: soundFacts.imaging!.map((image) => ({ ...image, performedOn })) };
  }
}

const RESULTS: readonly ImagingResult[] = ['stable', 'progression', 'partial-response', 'not-assessable'];
const WEEK_MILLISECONDS = 7 * 86_400_000;

/** Due inside its window; a routine one between 6 and 16 weeks from the day it counts from. */
function requireInsideWindow({ kind, dueOn, windowFrom, windowTo, countedFrom, specialistId }: Order): void {
  expect(windowFrom <= dueOn && dueOn <= windowTo).toBe(true);
  expect(specialistId).toMatch(/^[0-9a-f-]{36}$/);
  if (kind !== 'routine') return;
  const weeks = (day: string) => (Date.parse(day) - Date.parse(countedFrom!)) / WEEK_MILLISECONDS;
  expect(weeks(windowFrom)).toBeGreaterThanOrEqual(6);
  expect(weeks(windowTo)).toBeLessThanOrEqual(16);
}
