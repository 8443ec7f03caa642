import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { RevisionState } from '#workflow';
import type { Revision, RevisionEntry, RevisionSignature } from './revision.js';
import {
  CHANGE_REVISION,
  INSERT_REVISION,
  LOAD_REVISION,
  LOAD_REVISION_IN_STATE,
  LOAD_REVISIONS,
  LOAD_REVISIONS_OF_CASE,
  LOAD_STANDING_REVISIONS,
  LOCK_REVISION,
  NEXT_NUMBER,
} from './revisions.sql.js';

/** Every statement about the aggregate `decision-revision`. Plain SQL, so that hot acts and ordinary ones share it. */
@Injectable()
export class RevisionsRepository {
  /** Null where there is none among those this transaction may see. */
  async find(tx: Tx, id: string): Promise<Revision | null> {
    const [row] = await tx.sql<RevisionRow>(LOAD_REVISION, [tx.actor.organisationId, id]);
    return row ? toRevision(row) : null;
  }

  /** Waits for whoever is changing the revision; read it afterwards. */
  async lock(tx: Tx, id: string): Promise<void> {
    await tx.sql(LOCK_REVISION, [tx.actor.organisationId, id]);
  }

  /** The revision of a case in a state that at most one of them has. */
  async findInState(
    tx: Tx,
    caseId: string,
    state: RevisionState & ('proposed' | 'in-force'),
  ): Promise<Revision | null> {
    const [row] = await tx.sql<RevisionRow>(LOAD_REVISION_IN_STATE, [tx.actor.organisationId, caseId, state]);
    return row ? toRevision(row) : null;
  }

  /** The revisions of a case that wait for signatures or are in force, at most one of each, newest first. */
  async standingOf(tx: Tx, caseId: string): Promise<Revision[]> {
    const rows = await tx.sql<RevisionRow>(LOAD_STANDING_REVISIONS, [tx.actor.organisationId, caseId]);
    return rows.map(toRevision);
  }

  /** Every revision of a case, newest first. */
  async ofCase(tx: Tx, caseId: string): Promise<Revision[]> {
    const rows = await tx.sql<RevisionRow>(LOAD_REVISIONS_OF_CASE, [tx.actor.organisationId, caseId]);
    return rows.map(toRevision);
  }

  /** The revisions with these ids, newest first. */
  async withIds(tx: Tx, ids: readonly string[]): Promise<Revision[]> {
    const rows = await tx.sql<RevisionRow>(LOAD_REVISIONS, [tx.actor.organisationId, ids]);
    return rows.map(toRevision);
  }

  /** The number of the case's next revision. The case is locked, so nobody else takes it. */
  async nextNumber(tx: Tx, caseId: string): Promise<number> {
    const [row] = await tx.sql<{ next: number }>(NEXT_NUMBER, [tx.actor.organisationId, caseId]);
    return row!.next;
  }

  /** A new revision with its first event. */
  async insert(tx: Tx, revision: Revision): Promise<void> {
    await tx.sql(INSERT_REVISION, [
      revision.organisationId,
      revision.boardId,
      revision.caseId,
      revision.id,
      revision.number,
      revision.revisesId,
      revision.frozenText,
      revision.hash,
      revision.authority,
      revision.isProvisional,
      JSON.stringify(revision.rule),
      revision.agendaItemId,
      revision.meetingId,
      revision.panel && JSON.stringify(revision.panel),
      revision.authorId,
      revision.proposedBy,
      revision.proposedAt,
      JSON.stringify(revision.events),
    ]);
  }

  /** Writes what `after` changes of `before`: the row with its version, and what was appended. */
  async update(tx: Tx, before: Revision, after: Revision): Promise<void> {
    await tx.sql(CHANGE_REVISION, [
      after.organisationId,
      after.boardId,
      after.id,
      after.version,
      after.state,
      after.ratification,
      after.inForceAt,
      after.expiresOn,
      JSON.stringify(after.events.slice(before.events.length)),
      JSON.stringify(revocationsIn(after, before)),
      JSON.stringify(after.signatures.slice(before.signatures.length)),
    ]);
  }
}

function revocationsIn(after: Revision, before: Revision) {
  const known = new Set(before.signatures.filter(({ revocation }) => revocation).map(({ id }) => id));
  return after.signatures.flatMap(({ id, revocation }) =>
    revocation && !known.has(id) ? [{ signatureId: id, ...revocation }] : [],
  );
}

interface RevisionRow {
  readonly revision: Omit<Revision, 'frozen'>;
}

/** The row as the feature knows it: instants in one notation, and the frozen text read. */
function toRevision({ revision }: RevisionRow): Revision {
  return {
    ...revision,
    frozen: JSON.parse(revision.frozenText) as Revision['frozen'],
    proposedAt: instant(revision.proposedAt),
    inForceAt: revision.inForceAt && instant(revision.inForceAt),
    events: revision.events.map((entry): RevisionEntry => ({ ...entry, at: instant(entry.at) })),
    signatures: revision.signatures.map((signature): RevisionSignature => ({
      ...signature,
      signedAt: instant(signature.signedAt),
      revocation: signature.revocation && {
        ...signature.revocation,
        revokedAt: instant(signature.revocation.revokedAt),
      },
    })),
  };
}

/** PostgreSQL writes instants with its own precision and offset. */
const instant = (text: string): string => new Date(text).toISOString();
