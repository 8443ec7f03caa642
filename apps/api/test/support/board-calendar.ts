import type { Answer } from './client.js';
import type { Hospital } from './given.js';
import type { TestServer } from './server.js';

type Body = Answer['body'];

export const TUESDAYS = { startsAt: '2026-03-03T14:00', rule: 'FREQ=WEEKLY;BYDAY=TU' };

/** The meetings of one board as its coordinator plans them, over HTTP. */
export class BoardCalendar {
  constructor(
    private readonly server: TestServer,
    private readonly hospital: Hospital,
  ) {}

  get path(): string {
    return `/boards/${this.hospital.board.id}`;
  }

  /** Every Tuesday at two, unless `part` says otherwise. */
  async series(part: object = {}): Promise<Body> {
    return (await this.coordinator.post(`${this.path}/series`, { ...TUESDAYS, ...part }).expect(201)).body;
  }

  async meetings(): Promise<Body[]> {
    return (await this.coordinator.get(`${this.path}/meetings?limit=200`).expect(200)).body.items;
  }

  async meetingsOn(day: string): Promise<Body[]> {
    return (await this.meetings()).filter(({ recurrenceId }) => recurrenceId.startsWith(day));
  }

  /** Answers with its id. */
  async meeting(startsAt: string, more: object = {}): Promise<string> {
    return (await this.coordinator.post(`${this.path}/meetings`, { startsAt, ...more }).expect(201)).body.id;
  }

  /** Which cases should go to which meeting. */
  async proposal(wish: object = {}): Promise<Body> {
    return (await this.coordinator.post(`${this.path}/agenda-proposals`, wish).expect(200)).body;
  }

  private get coordinator() {
    return this.server.as(this.hospital.coordinator);
  }
}
