import pg from 'pg';
import { CaseStory, compression, soundFacts } from './case-story.js';
import { ifMatch } from './client.js';
import { openingAs } from './forged-leaf.js';
import type { TestServer } from './server.js';
import { Signing } from './signing.js';

/** What an attack says to PostgreSQL: one statement after the other in one transaction, or across several. */
export type Says = (loot: Loot) => string | string[];

/** The state that PostgreSQL answers with, or that there was nothing to see or to change. */
export type Refusal = string;
export const NOTHING: Refusal = 'nothing';
/** insufficient_privilege */
export const DENIED: Refusal = '42501';
/** check_violation */
export const CHECKED: Refusal = '23514';
/** unique_violation */
export const TAKEN: Refusal = '23505';
/** serialization_failure: what a stale writer gets. */
export const STALE: Refusal = '40001';

/** What an attacker knows: the ids of a decided and signed case, of the people around it, and of another hospital. */
export interface Loot {
  readonly organisation: string;
  readonly elsewhere: string;
  readonly otherBoard: string;
  readonly case: string;
  /** A case of another board of the same hospital, in its emergency lane. */
  readonly otherCase: string;
  readonly patient: string;
  readonly revision: string;
  readonly chair: string;
  readonly surgeon: string;
  readonly leaver: string;
  readonly auditor: string;
  readonly administrator: string;
  /** The opening event of a transaction that is over. */
  readonly event: string;
}

/** A hospital with something to steal, and the ways in: a stolen database login, or a server that was taken over. */
export class Attack {
  private until = '';
  private before: Record<string, string> = {};

  private constructor(
    private readonly server: TestServer,
    readonly loot: Loot,
  ) {}

  static async prepare(server: TestServer): Promise<Attack> {
    const hospital = await server.given.board();
    const outside = await server.given.board({ organisation: hospital, name: 'Sarcoma board' });
    const elsewhere = await server.given.board();
    const story = new CaseStory(server, hospital);
    const { caseId, decisionId } = await story.decided();
    await new Signing(server).inForce(hospital, decisionId);
    const otherCase = await new CaseStory(server, outside).inWorkup(soundFacts, compression);
    await new CaseStory(server, elsewhere).inWorkup();

    const leaver = outside.pathologist.id;
    await server.as(hospital.administrator).patch(`/users/${leaver}`, { isActive: false }, ifMatch(1)).expect(200);
    const [row] = await server.look<{ patient_id: string; event_id: string }>(
      `SELECT c.patient_id, e.event_id FROM clinical.board_case c
       JOIN audit.event e ON e.boards IS NOT NULL AND e.actor_id = $2 WHERE c.id = $1 LIMIT 1`,
      [caseId, hospital.spineSurgeon.id],
    );
    const attack = new Attack(server, {
      organisation: hospital.organisationId,
      elsewhere: elsewhere.organisationId,
      otherBoard: outside.board.id,
      case: caseId,
      otherCase,
      patient: row!.patient_id,
      revision: decisionId,
      chair: hospital.chair.id,
      surgeon: hospital.spineSurgeon.id,
      leaver,
      auditor: hospital.auditor.id,
      administrator: hospital.administrator.id,
      event: row!.event_id,
    });
    await attack.beginNow();
    return attack;
  }

  private async beginNow(): Promise<void> {
    await this.server.sequencer.stop();
    await this.server.look(`INSERT INTO audit.auditor_login VALUES ('consilium_auditor', $1)`, [
      this.loot.organisation,
    ]);
    await this.server.look('ANALYZE');
    const [now] = await this.server.look<{ now: string }>('SELECT clock_timestamp()::text AS now');
    this.until = now!.now;
    this.before = await this.sums();
  }

  /** Runs statements one after the other on one connection of a stolen login; the last one's rows. Whatever is left open commits. */
  async asLogin(login: 'app' | 'sequencer' | 'auditor', statements: string | readonly string[]): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: this.server.database[`${login}Url`] });
    await client.connect();
    try {
      let rows: unknown[] = [];
      await client.query('BEGIN');
      for (const statement of [statements].flat()) rows = (await client.query(statement)).rows;
      await client.query('COMMIT');
      return rows;
    } finally {
      await client.end();
    }
  }

  /** Runs statements in a transaction that the server's login opens for somebody, and commits. */
  inside(who: 'surgeon' | 'auditor' | 'administrator', statements: string | readonly string[]): Promise<unknown[]> {
    const { organisation, case: entityId, [who]: actor } = this.loot;
    return this.asLogin('app', [openingAs(organisation, { actor, entityId }), ...[statements].flat()]);
  }

  /** Waits for what was tried: it was refused with this state of PostgreSQL's, or there was nothing to see or to change. */
  async fails(trial: Promise<unknown[]>, refusal: Refusal): Promise<void> {
    if (refusal === NOTHING) return expect(await trial).toEqual([]);
    await expect(trial).rejects.toMatchObject({ code: refusal });
  }

  /** After all that was tried: every table is as it was, and so is every event. */
  async leavesNoTrace(): Promise<void> {
    expect(await this.sums()).toEqual(this.before);
  }

  /** A sum of the rows of every table; of the events, of those before the attacks: an opened transaction adds its own. */
  private async sums(): Promise<Record<string, string>> {
    const tables = await this.server.look<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND c.relnamespace IN ('clinical'::regnamespace, 'people'::regnamespace, 'audit'::regnamespace)
       AND c.oid <> 'audit.pending'::regclass ORDER BY 1`,
    );
    const sums: Record<string, string> = {};
    for (const { name } of tables) {
      const rows = `SELECT t::text AS row FROM ${name} t ${name === 'audit.event' ? `WHERE recorded_at <= '${this.until}'` : ''}`;
      const [{ sum } = { sum: '' }] = await this.server.look<{ sum: string }>(
        `SELECT count(*) || ' rows, ' || md5(coalesce(string_agg(md5(row), '' ORDER BY row), '')) AS sum FROM (${rows}) r`,
      );
      sums[name] = sum;
    }
    return sums;
  }
}
