import type { Actor, PresentActor } from './actor.js';
import type { ACCESSES, AccessType } from './catalogue.js';
import type { Prisma } from './generated/client.js';

/** Sends one statement with `$1`-parameters, cast in the text (`$1::uuid`), and returns its rows. */
export type Sql = <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

/** An open transaction: who opened it, when, and the way to PostgreSQL. The only such type. */
export interface Tx {
  /** Who asked, as every event of this transaction says. */
  readonly by: Actor;
  /** The same person as the database knows them today: decide on this one. */
  readonly actor: PresentActor;
  /** The database's transaction time, as every leaf of this transaction carries it. */
  readonly recordedAt: string;
  /** The clock's time at opening: `occurredAt`. */
  readonly occurredAt: Date;
  readonly sql: Sql;
  /** What the stored answer to an Idempotency-Key will lie under. */
  readonly shown: Shown;
  /** The id of the next event. */
  readonly newEventId: () => string;
  /** The events of this transaction, as they are appended. */
  readonly recorded: Recorded;
}

/** A transaction that was opened through Prisma. */
export interface PrismaTx extends Tx {
  readonly prisma: Prisma.TransactionClient;
}

/** The board and patients that this transaction touched. */
export interface Shown {
  boardId: string | null;
  readonly patients: Set<string>;
  /** The break-glass grant under which a case was met; null where the person's own boards show everything. */
  breakGlassId: string | null;
}

/** Events by their ids, and the one among them that a receipt is about. */
export interface Recorded {
  readonly events: string[];
  /** The first change; of a repeated request, that of its first time; null where nothing was changed. */
  receiptEvent: string | null;
}

/** Why a transaction is opened: an entry of the catalogue, who asks, and the id that the entry demands. */
export type Access = {
  [Type in AccessType]: {
    readonly type: Type;
    readonly actor: Actor;
    readonly reasonCode?: string;
  } & ((typeof ACCESSES)[Type] extends null ? { readonly id?: undefined } : { readonly id: string });
}[AccessType];
