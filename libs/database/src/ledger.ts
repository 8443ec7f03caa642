import type { BreakGlassGrant, Role, Specialty } from '#workflow';
import { Refusal } from '#workflow';
import type { Actor, MembershipRow, PresentActor, RequestContext } from './actor.js';
import { ACCESSES } from './catalogue.js';
import { SystemClock, type Clock } from './clock.js';
import type { Connections } from './connections.js';
import { DatabaseBusy, translateDatabaseError } from './database-errors.js';
import { EventIds } from './ids.js';
import { leafPieces, type EventBody } from './leaf.js';
import { answeredOnce } from './stored-answers.js';
import type { Access, PrismaTx, Recorded, Sql, Tx } from './transaction.js';

/**
 * The one way to a clinical table: a transaction that opens with the event of who asks for what. The answer leaves after COMMIT.
 * What is refused or fails rolls back with its events, and leaves one refusal event of its own; if even that cannot be written,
 * the answer is 503.
 */
export class Ledger {
  /** Requests whose key is taken: a request is answered once, by its first transaction. */
  private readonly answered = new WeakSet<object>();
  private readonly committed = new WeakMap<object, Recorded>();

  private readonly eventIds: EventIds;

  constructor(
    private readonly connections: Connections,
    private readonly clock: Clock,
    recordingClock: Clock = new SystemClock(),
  ) {
    this.eventIds = new EventIds(recordingClock);
  }

  /** Opens a transaction through Prisma, for ordinary acts and queries. */
  transaction<Answer>(access: Access, work: (tx: PrismaTx) => Promise<Answer>): Promise<Answer> {
    return this.inPrisma(access, work, { timeout: 20_000 });
  }

  /**
   * Opens a transaction that sees the database as it is at this moment, whatever others write meanwhile, for as long as an hour: for
   * work that reads everything. It writes nothing but its events.
   */
  snapshot<Answer>(access: Access, work: (tx: PrismaTx) => Promise<Answer>): Promise<Answer> {
    return this.inPrisma(access, work, { isolationLevel: 'RepeatableRead', timeout: 3_600_000 });
  }

  /** Opens a transaction of prepared statements on one connection, for hot acts: a third of the processor time. */
  swiftTransaction<Answer>(access: Access, work: (tx: Tx) => Promise<Answer>): Promise<Answer> {
    return this.accountFor(access, (recorded) =>
      this.onConnection(async (sql) => {
        const tx = await this.open(sql, access, recorded);
        return this.once(tx, access.actor, () => work(tx));
      }),
    );
  }

  /** Leaves the event of a refusal that came before any transaction, for example of a route that the role may not call. */
  async recordRefusal(actor: Actor, body: Pick<EventBody, 'purpose' | 'reasonCode'>): Promise<void> {
    await this.recordOutcome(actor, { type: 'request.refused', outcome: 'refused', ...body });
  }

  /** The events that a request has committed, of all its transactions; what was rolled back is not among them. */
  recordedFor(request: RequestContext): Recorded {
    return this.committed.get(request) ?? { events: [], receiptEvent: null };
  }

  private inPrisma<Answer>(
    access: Access,
    work: (tx: PrismaTx) => Promise<Answer>,
    options: { readonly timeout: number; readonly isolationLevel?: 'RepeatableRead' },
  ): Promise<Answer> {
    return this.accountFor(access, (recorded) =>
      this.connections.prisma.$transaction(
        async (prisma) => {
          const sql: Sql = (text, values = []) => prisma.$queryRawUnsafe(text, ...values);
          const tx = { ...(await this.open(sql, access, recorded)), prisma };
          return this.once(tx, access.actor, () => work(tx));
        },
        { maxWait: 5_000, ...options },
      ),
    );
  }

  private async open(sql: Sql, { type, actor, id, reasonCode }: Access, recorded: Recorded): Promise<Tx> {
    const occurredAt = this.clock.now();
    const body = { type, entity: ACCESSES[type], entityId: id, reasonCode };
    const eventId = this.eventIds.next();
    const known = await openWith(sql, eventId, actor, occurredAt, body);
    recorded.events.push(eventId);
    return {
      ...known,
      by: actor,
      occurredAt,
      sql,
      newEventId: () => this.eventIds.next(),
      shown: { boardId: null, patients: new Set(), breakGlassId: null },
      recorded,
    };
  }

  private once<Answer>(tx: Tx, { request }: Actor, work: () => Promise<Answer>): Promise<Answer> {
    if (!request.idempotency || tx.by.userId === null || this.answered.has(request)) return work();
    this.answered.add(request);
    return answeredOnce(tx, request.idempotency, work);
  }

  private async accountFor<Answer>(access: Access, run: (recorded: Recorded) => Promise<Answer>): Promise<Answer> {
    const recorded: Recorded = { events: [], receiptEvent: null };
    try {
      const answer = await run(recorded);
      this.noteCommitted(access.actor, recorded);
      return answer;
    } catch (error) {
      const reason = translateDatabaseError(error);
      const isRefusal = reason instanceof Refusal;
      // The rolled-back transaction left nothing; a crash here loses only the event of a request that changed nothing.
      if (!(reason instanceof DatabaseBusy)) {
        await this.recordOutcome(access.actor, {
          type: isRefusal ? 'request.refused' : 'request.failed',
          outcome: isRefusal ? 'refused' : 'failed',
          entity: ACCESSES[access.type],
          entityId: access.id,
          purpose: access.type,
          reasonCode: isRefusal ? reason.code : 'defect',
        });
      }
      throw reason;
    }
  }

  /** For requests only: what the system does by itself it does for nobody who waits. */
  private noteCommitted({ userId, request }: Actor, recorded: Recorded): void {
    if (userId === null) return;
    const before = this.committed.get(request);
    this.committed.set(request, before ?? recorded);
    before?.events.push(...recorded.events);
    if (before) before.receiptEvent ??= recorded.receiptEvent;
  }

  private async recordOutcome(actor: Actor, body: EventBody): Promise<void> {
    try {
      // Whoever was refused may be allowed to open nothing any more: this event opens nothing and shows nothing.
      await this.onConnection((sql) => appendRefusal(sql, this.eventIds.next(), actor, this.clock.now(), body));
    } catch (cause) {
      throw new DatabaseBusy({ cause });
    }
  }

  private async onConnection<Answer>(work: (sql: Sql) => Promise<Answer>): Promise<Answer> {
    const client = await this.connections.pool.connect();
    let isOver = false;
    let broken: Error | undefined;
    try {
      // Not waited for: it travels with the first statement of the work. That it succeeded is asked before COMMIT.
      const begun = client.query('BEGIN');
      begun.catch(() => undefined);
      const answer = await work(async (text, values = []) => {
        // After a failure a statement sent beside the failed one may still be followed by another: the connection is no longer its own.
        if (isOver) throw new Error('A statement came after the end of its transaction.');
        const { rows } = await client.query({ name: nameOf(text), text, values: [...values] });
        return rows;
      });
      isOver = true;
      await begun;
      await client.query('COMMIT');
      return answer;
    } catch (error) {
      isOver = true;
      await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

interface OpenedRow {
  readonly recorded_at: string;
  readonly roles: Role[];
  readonly scopes: string[];
  readonly memberships: MembershipRow[];
  readonly breakGlass: BreakGlassGrant[];
}

async function appendRefusal(
  sql: Sql,
  eventId: string,
  actor: Actor,
  occurredAt: Date,
  body: EventBody,
): Promise<void> {
  const [head, tail] = leafPieces(eventId, actor, occurredAt, body, false);
  await sql('SELECT 1 AS done FROM audit.record_refusal($1::uuid, $2::uuid, $3, $4)', [
    actor.organisationId,
    eventId,
    head,
    tail,
  ]);
}

async function openWith(sql: Sql, eventId: string, actor: Actor, occurredAt: Date, body: EventBody) {
  const [head, tail] = leafPieces(eventId, actor, occurredAt, body, false);
  const [row] = await sql<OpenedRow>(
    'SELECT recorded_at, roles, scopes, memberships, audit.break_glass() AS "breakGlass" FROM audit.open($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6)',
    [actor.organisationId, eventId, actor.userId, actor.sessionId, head, tail],
  );
  if (!row) throw new Error('audit.open answers with one row');
  return { actor: presentActor(actor, row), recordedAt: row.recorded_at };
}

function presentActor(actor: Actor, { roles, scopes, memberships, breakGlass }: OpenedRow): PresentActor {
  return {
    organisationId: actor.organisationId,
    // The system is nobody: no record names it as author, chair or signer.
    userId: actor.userId ?? '',
    sessionId: actor.sessionId,
    auth: actor.auth,
    request: actor.request,
    roles,
    scopes: scopes as PresentActor['scopes'],
    breakGlass,
    memberships: memberships
      .filter(({ isMember }) => isMember)
      .map(({ boardId, isChair, specialty }) => ({
        boardId,
        role: isChair ? 'chair' : specialty ? 'specialist' : 'coordinator',
        specialty: specialty as Specialty | null,
      })),
    deputyships: memberships.flatMap(({ boardId, deputyFor }) =>
      deputyFor
        .filter((member) => member.specialty !== null)
        .map((member) => ({ boardId, forUserId: member.userId, specialty: member.specialty as Specialty })),
    ),
  };
}

/** A statement's name is its text's: PostgreSQL plans it once per connection. */
const names = new Map<string, string>();

function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `s${names.size}`;
    names.set(text, name);
  }
  return name;
}
