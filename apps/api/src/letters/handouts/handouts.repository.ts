import { Injectable } from '@nestjs/common';
import { recordChange, type DocumentsNow, type Tx } from '#database';
import { handoutDocument, ONLY_VERSION, type Handout } from './handout.js';

/** What a list of handouts is of. */
export type HandoutSubject = { readonly revisionId: string } | { readonly meetingId: string };

/** Every statement about the aggregate `letter-handout`. */
@Injectable()
export class HandoutsRepository {
  /** `patientAlias` is the patient's whose letter it is; null of a minute. */
  async insert(tx: Tx, handout: Handout, patientAlias: string | null): Promise<void> {
    const { id, boardId, caseId } = handout;
    await tx.sql(INSERT, [tx.actor.organisationId, JSON.stringify(handout)]);
    const document = handoutDocument(handout);
    await recordChange(tx, {
      type: 'letter.handed-out',
      id,
      version: ONLY_VERSION,
      document,
      boardId,
      caseId,
      patientAlias,
    });
  }

  /** Oldest first, after an id. */
  async page(tx: Tx, subject: HandoutSubject, after: string | null, limit: number): Promise<Handout[]> {
    const revisionId = 'revisionId' in subject ? subject.revisionId : null;
    const meetingId = 'meetingId' in subject ? subject.meetingId : null;
    const rows = await tx.sql<Row>(PAGE, [tx.actor.organisationId, revisionId, meetingId, after, limit]);
    return rows.map(toHandout);
  }

  async withIds(tx: Tx, ids: readonly string[]): Promise<Handout[]> {
    const rows = await tx.sql<Row>(WITH_IDS, [tx.actor.organisationId, [...ids]]);
    return rows.map(toHandout);
  }
}

const repository = new HandoutsRepository();

/** Handouts as their rows say them now. */
export const handoutsNow: DocumentsNow = async (tx, ids) => {
  const found = await repository.withIds(tx, ids);
  return found.map((handout) => ({ id: handout.id, version: ONLY_VERSION, document: handoutDocument(handout) }));
};

interface Row {
  readonly handout: Handout;
}

/** PostgreSQL writes instants with its own precision and offset. */
function toHandout({ handout }: Row): Handout {
  return { ...handout, handedOutAt: new Date(handout.handedOutAt).toISOString() };
}

const SELECT = `
  SELECT json_build_object('id', h.id, 'boardId', h.board_id, 'caseId', h.case_id, 'revisionId', h.revision_id, 'meetingId', h.meeting_id,
    'digest', encode(h.digest, 'hex'), 'recipient', h.recipient, 'recipientName', h.recipient_name, 'channel', h.channel,
    'handedOutAt', h.handed_out_at, 'handedOutBy', h.handed_out_by) AS handout
  FROM clinical.letter_handout h
  WHERE h.organisation_id = $1::uuid`;

// Ids sort by the time they were made.
const PAGE = `${SELECT} AND ($2::uuid IS NULL OR h.revision_id = $2::uuid) AND ($3::uuid IS NULL OR h.meeting_id = $3::uuid)
    AND ($4::uuid IS NULL OR h.id > $4::uuid)
  ORDER BY h.id LIMIT $5::int`;
const WITH_IDS = `${SELECT} AND h.id = ANY ($2::uuid[])`;

const INSERT = `
  INSERT INTO clinical.letter_handout (organisation_id, board_id, id, case_id, revision_id, meeting_id, digest, recipient, recipient_name,
    channel, handed_out_at, handed_out_by)
  SELECT $1::uuid, h."boardId", h.id, h."caseId", h."revisionId", h."meetingId", decode(h.digest, 'hex'), h.recipient, h."recipientName",
    h.channel, h."handedOutAt", h."handedOutBy"
  FROM json_to_record($2::json) AS h("boardId" uuid, id uuid, "caseId" uuid, "revisionId" uuid, "meetingId" uuid, digest text,
    recipient text, "recipientName" text, channel text, "handedOutAt" timestamptz, "handedOutBy" uuid)`;
