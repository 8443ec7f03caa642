import { Injectable } from '@nestjs/common';
import { newId, type Tx } from '#database';
import { isUrgentKind, type Notice } from './notice.js';

/**
 * The outbox: an act writes what somebody is to be told in its own transaction, so that the mail and its cause exist together or not at
 * all. It is sent after COMMIT, by whichever replica comes first.
 */
@Injectable()
export class Outbox {
  /** One notice for each person, each once; for nobody, nothing. */
  async post(tx: Tx, notice: Notice): Promise<void> {
    const recipients = [...new Set(notice.to)];
    if (recipients.length === 0) return;
    const { kind, facts, boardId = null, caseId = null, meetingId = null, isUrgent = isUrgentKind(kind) } = notice;
    await tx.sql(POST, [
      tx.actor.organisationId,
      recipients.map(() => newId()),
      recipients,
      kind,
      boardId,
      caseId,
      meetingId,
      JSON.stringify(facts),
      isUrgent,
      tx.occurredAt.toISOString(),
    ]);
  }
}

const POST = `
  INSERT INTO clinical.notice (organisation_id, id, recipient_id, kind, board_id, case_id, meeting_id, facts, is_urgent, due_at, occurred_at)
  SELECT $1::uuid, r.id, r.user_id, $4, $5::uuid, $6::uuid, $7::uuid, $8::jsonb, $9::boolean, $10::timestamptz, $10::timestamptz
  FROM unnest($2::uuid[], $3::uuid[]) AS r (id, user_id)`;
