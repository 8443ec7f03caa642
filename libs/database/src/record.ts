import { canonicalJson, commitTo, type CanonicalValue } from '#transparency';
import { CHANGES, type ChangeType, type Entity, type NoteType } from './catalogue.js';
import { leafPieces, type EventBody } from './leaf.js';
import type { Tx } from './transaction.js';

/** The case that a clinical aggregate is about. */
export interface CaseRef {
  readonly boardId: string;
  readonly caseId: string;
  /** The patient's alias, never the id. */
  readonly patientAlias: string;
}

type About<E extends Entity> = E extends 'patient' | 'erasure'
  ? { readonly patientAlias: string }
  : E extends 'meeting' | 'meeting-series' | 'invitations' | 'board-holidays'
    ? { readonly boardId: string }
    : E extends 'break-glass-grant' | 'export'
      ? /* null where the identifier was nobody's, or the export is of nobody alone */ {
          readonly patientAlias: string | null;
        }
      : E extends 'letter-handout'
        ? /* a minute is about no one case */ {
            readonly boardId: string;
            readonly caseId: string | null;
            readonly patientAlias: string | null;
          }
        : E extends 'board' | 'user' | 'passkey' | 'reconciliation'
          ? object
          : CaseRef;

/** One change of one aggregate: the version it makes and the whole document at that version. */
export type Change = {
  [Type in ChangeType]: {
    readonly type: Type;
    readonly id: string;
    readonly version: number;
    readonly document: CanonicalValue;
    readonly reasonCode?: string | null;
    readonly onBehalfOf?: string | null;
  } & About<(typeof CHANGES)[Type]>;
}[ChangeType];

/**
 * Appends a change's event and version, bound by a salted commitment. The database refuses, at COMMIT, a changed row without it;
 * the scores of an assessment at once.
 * @throws the database's 40001 (translated to `StaleWrite`) when the version does not follow the last one
 */
export async function recordChange(tx: Tx, change: Change): Promise<void> {
  const entity: Entity = CHANGES[change.type];
  const { boardId = null, caseId = null, patientAlias = null } = change as Partial<CaseRef>;
  const { salt, document, digest } = commitTo(canonicalJson(change.document));
  const eventId = tx.newEventId();
  const [head, middle, tail] = leafPieces(
    eventId,
    tx.by,
    tx.occurredAt,
    {
      type: change.type,
      entity,
      entityId: entity === 'patient' ? patientAlias : change.id,
      version: change.version,
      after: digest.toString('base64'),
      patients: patientAlias ? [patientAlias] : [],
      purpose: purposeOf(tx),
      reasonCode: change.reasonCode,
      onBehalfOf: change.onBehalfOf,
    },
    true,
  );

  await tx.sql(
    'SELECT 1 AS done FROM audit.record_change($1::uuid, $2::uuid, $3, $4, $5, $6, $7::uuid, $8::int, $9::uuid, $10::uuid, $11::bytea, $12::bytea)',
    [
      tx.actor.organisationId,
      eventId,
      head,
      middle,
      tail,
      entity,
      change.id,
      change.version,
      boardId,
      caseId,
      salt,
      document,
    ],
  );
  tx.recorded.events.push(eventId);
  tx.recorded.receiptEvent ??= eventId;
  if (boardId) tx.shown.boardId = boardId;
  if (patientAlias) tx.shown.patients.add(patientAlias);
}

/** Appends one event that makes no version. */
export async function recordNote(tx: Tx, note: EventBody & { readonly type: NoteType }): Promise<void> {
  const eventId = tx.newEventId();
  const [head, tail] = leafPieces(
    eventId,
    tx.by,
    tx.occurredAt,
    { ...note, purpose: note.purpose ?? purposeOf(tx) },
    false,
  );
  await tx.sql('SELECT 1 AS done FROM audit.record($1::uuid, $2::uuid, $3, $4)', [
    tx.actor.organisationId,
    eventId,
    head,
    tail,
  ]);
  tx.recorded.events.push(eventId);
}

/** From the moment a case is met under a break-glass grant, every event of the transaction says which: `break-glass:<grant id>`. */
function purposeOf({ shown: { breakGlassId } }: Tx): string | null {
  return breakGlassId && `break-glass:${breakGlassId}`;
}

const PATIENTS_PER_EVENT = 100;

/** Says which patients an answer shows, at most 100 to an event; none shown, none said. */
export async function recordDisclosure(
  tx: Tx,
  shown: { readonly patients: readonly string[]; readonly entity?: Entity; readonly entityId?: string },
): Promise<void> {
  const patients = [...new Set(shown.patients)];
  for (let from = 0; from < patients.length; from += PATIENTS_PER_EVENT) {
    await recordNote(tx, {
      type: 'patients.disclosed',
      ...shown,
      patients: patients.slice(from, from + PATIENTS_PER_EVENT),
    });
  }
  for (const patient of patients) tx.shown.patients.add(patient);
}
