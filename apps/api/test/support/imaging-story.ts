import type { DecisionContent, ImagingResult } from '#pathway';
import { CaseStory, soundContent } from './case-story.js';
import type { Answer, Call } from './client.js';
import type { BoardWish, Hospital } from './given.js';
import type { TestServer } from './server.js';
import { Signing } from './signing.js';

type Body = Answer['body'];

/**
 * A hospital of its own on Monday 2 March 2026, whose cases are followed up. Its radiation oncologist is the one whom the orders
 * name, with the radiologist as deputy.
 */
export class ImagingStory {
  readonly cases: CaseStory;

  private constructor(
    private readonly server: TestServer,
    readonly hospital: Hospital,
  ) {
    this.cases = new CaseStory(server, hospital);
  }

  static async begin(server: TestServer, wish: BoardWish = {}): Promise<ImagingStory> {
    server.clock.moveTo('2026-03-02T08:00:00.000Z');
    return new ImagingStory(
      server,
      await server.given.board({ deputies: { radiationOncologist: ['radiologist'] }, ...wish }),
    );
  }

  private get oncologist() {
    return this.server.as(this.hospital.radiationOncologist);
  }

  /** A case whose decision its specialists have signed: radiotherapy of T8, due on 20 March. */
  async active(content: DecisionContent = soundContent): Promise<string> {
    const { caseId, meetingId } = await this.cases.inDiscussion();
    const decisionId = await this.cases.drafted(caseId, content);
    const chair = this.server.as(this.hospital.chair);
    await chair.post(`/decisions/${decisionId}/propose`).expect(200);
    await chair.post(`/meetings/${meetingId}/end`).expect(200);
    await new Signing(this.server).inForce(this.hospital, decisionId);
    return caseId;
  }

  /** The same, treated until noon of 18 March. */
  async treated(modality: 'cebrt' | 'sbrt' = 'cebrt'): Promise<string> {
    const caseId = await this.active();
    this.server.clock.moveTo('2026-03-18T12:00:00.000Z');
    await this.treat(caseId, { modality, completedAt: '2026-03-18T11:00:00.000Z' }).expect(201);
    return caseId;
  }

  /** Radiotherapy of T8 that began on 16 March. */
  treat(caseId: string, part: object = {}): Call {
    const treatment = { modality: 'cebrt', levels: ['T8'], startedAt: '2026-03-16T09:00:00.000Z', ...part };
    return this.oncologist.post(`/cases/${caseId}/treatments`, treatment);
  }

  async followUp(caseId: string): Promise<Body> {
    return (await this.oncologist.get(`/cases/${caseId}/follow-up`).expect(200)).body;
  }

  async orders(caseId: string): Promise<Body[]> {
    return (await this.followUp(caseId)).orders;
  }

  /** The one examination that waits to be made. */
  async next(caseId: string): Promise<Body> {
    const waiting = (await this.orders(caseId)).filter(({ state }) => ['due', 'booked', 'missed'].includes(state));
    if (waiting.length !== 1) throw new Error(`${waiting.length} examinations wait.`);
    return waiting[0];
  }

  /** The next examination, made at noon of a day. */
  async performed(caseId: string, day: string): Promise<string> {
    const { id } = await this.next(caseId);
    this.server.clock.moveTo(`${day}T12:00:00.000Z`);
    await this.oncologist.post(`/imaging-orders/${id}/perform`, { performedAt: `${day}T10:00:00.000Z` }).expect(200);
    return id;
  }

  report(orderId: string, result: ImagingResult, facts?: object): Call {
    return this.oncologist.post(`/imaging-orders/${orderId}/report`, { result, facts });
  }

  /** The next examination, made on a day and read. */
  async read(caseId: string, day: string, result: ImagingResult, facts?: object): Promise<Body> {
    return (await this.report(await this.performed(caseId, day), result, facts).expect(200)).body;
  }
}
