import { Injectable } from '@nestjs/common';
import { newId, type Tx } from '#database';
import type { Role } from '#workflow';
import { isUrgentKind, type Notice, type NoticeFacts, type NoticeKind } from './notice.js';

/** What to tell, without whom. */
export type Message = { [Kind in Notice['kind']]: Omit<Extract<Notice, { kind: Kind }>, 'to'> }[Notice['kind']];

/** What somebody was told, whether it has arrived or not. */
export interface Posted<Kind extends NoticeKind> {
  readonly recipientId: string;
  readonly facts: NoticeFacts[Kind];
}

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
    await this.insert(tx, POST, [recipients.map(() => newId()), recipients], notice);
  }

  /** One notice for everybody of the organisation who holds a role, but for whoever does what it tells of. */
  async postToRole(tx: Tx, role: Role, message: Message): Promise<void> {
    await this.insert(tx, POST_TO_ROLE, [role, tx.by.userId], message);
  }

  /** What was posted about a meeting, to whom; for the system alone, which asks nobody twice. */
  async postedAbout<Kind extends NoticeKind>(tx: Tx, kind: Kind, meetingId: string): Promise<Posted<Kind>[]> {
    return tx.sql<Posted<Kind>>(POSTED_ABOUT, [tx.actor.organisationId, kind, meetingId]);
  }

  private async insert(tx: Tx, sql: string, recipients: readonly unknown[], message: Message): Promise<void> {
    const { kind, facts, boardId = null, caseId = null, meetingId = null } = message;
    const { isUrgent = isUrgentKind(kind) } = message;
    await tx.sql(sql, [
      tx.actor.organisationId,
      ...recipients,
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

const COLUMNS = `
  organisation_id, id, recipient_id, kind, board_id, case_id, meeting_id, facts, is_urgent, due_at, occurred_at`;
const VALUES = '$4, $5::uuid, $6::uuid, $7::uuid, $8::jsonb, $9::boolean, $10::timestamptz, $10::timestamptz';

const POST = `
  INSERT INTO clinical.notice (${COLUMNS})
  SELECT $1::uuid, r.id, r.user_id, ${VALUES} FROM unnest($2::uuid[], $3::uuid[]) AS r (id, user_id)`;

const POST_TO_ROLE = `
  INSERT INTO clinical.notice (${COLUMNS})
  SELECT a.organisation_id, uuidv7(), a.id, ${VALUES} FROM people.account a
  WHERE a.organisation_id = $1::uuid AND $2 = ANY (a.roles) AND a.is_active AND a.id IS DISTINCT FROM $3::uuid`;

const POSTED_ABOUT = `
  SELECT recipient_id AS "recipientId", facts FROM clinical.notice
  WHERE organisation_id = $1::uuid AND kind = $2 AND meeting_id = $3::uuid ORDER BY id`;
