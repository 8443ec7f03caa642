import { Injectable } from '@nestjs/common';
import { recordChange, type Tx } from '#database';
import type { CanonicalValue } from '#transparency';

type Document = Readonly<Record<string, CanonicalValue>>;

/** An item that holds a place on an agenda, locked with its meeting, both as they were last committed to. */
interface Place {
  readonly itemId: string;
  readonly meetingId: string;
  readonly boardId: string;
  readonly alias: string;
  readonly item: { readonly version: number; readonly document: Document };
  readonly meeting: { readonly version: number; readonly agendaVersion: number; readonly document: Document };
}

/** Which ratification, and why it will not be. Without a revision, whichever the case is listed for. */
export interface Removal {
  readonly caseId: string;
  readonly revisionId?: string;
  readonly reasonCode: string;
}

/**
 * Takes what would have been ratified off its agenda. In plain statements, so that hot acts may do it too: an assessment that takes a
 * case back to the board leaves nothing on an agenda that nobody can ratify there. What is not touched of the two documents is what
 * their last versions say.
 */
@Injectable()
export class TakeOffAgenda {
  /** Nothing happens where it stands on no agenda. The case is locked. */
  async execute(tx: Tx, { caseId, revisionId, reasonCode }: Removal): Promise<void> {
    const place = await this.lock(tx, caseId, revisionId ?? null);
    if (!place) return;
    const { itemId, meetingId, boardId, item, meeting } = place;
    const closedAt = tx.occurredAt.toISOString();

    await tx.sql(REMOVE, [tx.actor.organisationId, itemId, reasonCode, closedAt]);
    await tx.sql(STEP_AGENDA, [tx.actor.organisationId, meetingId]);

    await recordChange(tx, {
      type: 'agenda-item.removed',
      id: itemId,
      version: item.version + 1,
      document: { ...item.document, state: 'removed', closedAt, reasonCode, reasonText: null },
      reasonCode,
      boardId,
      caseId,
      patientAlias: place.alias,
    });
    await recordChange(tx, {
      type: 'meeting.agenda-changed',
      id: meetingId,
      version: meeting.version + 1,
      document: { ...meeting.document, agendaVersion: meeting.agendaVersion + 1 },
      boardId,
    });
  }

  /** The meeting before its item, as everybody locks them; the item is asked again once it is. */
  private async lock(tx: Tx, caseId: string, revisionId: string | null): Promise<Place | null> {
    const mine = tx.actor.organisationId;
    const [found] = await tx.sql<{ id: string; meetingId: string }>(FIND, [mine, caseId, revisionId]);
    if (!found) return null;
    await tx.sql(LOCK_MEETING, [mine, found.meetingId]);
    await tx.sql(LOCK_ITEM, [mine, found.id]);
    const [row] = await tx.sql<{ place: Place }>(LOAD, [mine, found.id]);
    return row?.place ?? null;
  }
}

const FIND = `
  SELECT id, meeting_id AS "meetingId" FROM clinical.agenda_item
  WHERE organisation_id = $1::uuid AND case_id = $2::uuid AND purpose = 'ratification' AND state IN ('listed', 'open')
    AND ($3::uuid IS NULL OR revision_id = $3::uuid)`;

const LOCK_MEETING = `
  SELECT 1 AS locked FROM clinical.meeting WHERE organisation_id = $1::uuid AND id = $2::uuid FOR UPDATE`;

const LOCK_ITEM = `
  SELECT 1 AS locked FROM clinical.agenda_item WHERE organisation_id = $1::uuid AND id = $2::uuid FOR UPDATE`;

const lastOf = (entity: string, row: string, more = ''): string => `
  json_build_object('version', ${row}.version${more}, 'document', (SELECT convert_from(v.doc, 'UTF8')::json FROM clinical.version v
    WHERE v.organisation_id = ${row}.organisation_id AND v.entity = '${entity}' AND v.entity_id = ${row}.id AND v.version = ${row}.version))`;

const LOAD = `
  SELECT json_build_object('itemId', a.id, 'meetingId', m.id, 'boardId', a.board_id, 'alias', p.alias,
    'item', ${lastOf('agenda-item', 'a')}, 'meeting', ${lastOf('meeting', 'm', ", 'agendaVersion', m.agenda_version")}) AS place
  FROM clinical.agenda_item a
  JOIN clinical.meeting m ON m.organisation_id = a.organisation_id AND m.id = a.meeting_id
  JOIN clinical.board_case c ON c.organisation_id = a.organisation_id AND c.id = a.case_id
  JOIN clinical.patient p ON p.organisation_id = c.organisation_id AND p.id = c.patient_id
  WHERE a.organisation_id = $1::uuid AND a.id = $2::uuid AND a.state IN ('listed', 'open')`;

const REMOVE = `
  UPDATE clinical.agenda_item SET state = 'removed', reason_code = $3, reason_text = NULL, closed_at = $4::timestamptz,
    version = version + 1
  WHERE organisation_id = $1::uuid AND id = $2::uuid`;

const STEP_AGENDA = `
  UPDATE clinical.meeting SET version = version + 1, agenda_version = agenda_version + 1
  WHERE organisation_id = $1::uuid AND id = $2::uuid`;
