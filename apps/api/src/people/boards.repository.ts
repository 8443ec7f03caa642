import { Injectable } from '@nestjs/common';
import { newId, recordChange, type ChangeType, type PrismaTx, type Tx } from '#database';
import { NotFound } from '#workflow';
import { boardDocument, type BoardRecord, type RuleChange, type Rules, type Seat, type StoredBoard } from './board.js';

type BoardChangeType = Extract<ChangeType, `board.${string}`>;

/** Every statement about boards, their seats and the changes of their rules. */
@Injectable()
export class BoardsRepository {
  async find(tx: Tx, boardId: string): Promise<StoredBoard> {
    const [board] = await tx.sql<StoredBoard>(FIND, [tx.actor.organisationId, boardId]);
    if (!board) throw new NotFound('board');
    return board;
  }

  /** Boards as their own rows say them, in any order. */
  async recordsOf(tx: Tx, ids: readonly string[]): Promise<BoardRecord[]> {
    const rows = await tx.sql<{ record: BoardRecord }>(RECORDS, [tx.actor.organisationId, ids]);
    return rows.map(({ record }) => record);
  }

  /** The board, locked until this transaction ends. Writers of a board come one after the other. */
  async lock(tx: Tx, boardId: string): Promise<StoredBoard> {
    await tx.sql(LOCK, [tx.actor.organisationId, boardId]);
    return this.find(tx, boardId);
  }

  /** Boards after a key, in the order of name and id. `within` limits to these; null means all of the organisation. */
  async list(
    tx: Tx,
    page: { within: readonly string[] | null; after: readonly [string, string] | null; limit: number },
  ) {
    const { within, after, limit } = page;
    const ids = await tx.sql<{ id: string }>(LIST, [
      tx.actor.organisationId,
      within && [...within],
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ]);
    return Promise.all(ids.map(({ id }) => this.find(tx, id)));
  }

  /** Whether this person chairs any board. */
  async isChair(tx: PrismaTx, chairId: string): Promise<boolean> {
    const { organisationId } = tx.actor;
    return (await tx.prisma.board.count({ where: { organisationId, chairId }, take: 1 })) > 0;
  }

  async insert(tx: PrismaTx, board: StoredBoard): Promise<void> {
    const { organisationId } = tx.actor;
    await tx.prisma.board.create({
      data: { ...columnsOf(board), organisationId, id: board.id, version: board.version },
      select: { id: true },
    });
    for (const seat of board.members) await this.keepSeat(tx, board.id, seat);
    await this.recordVersion(tx, board, 'board.founded');
  }

  /** Writes what changed of the board itself, its next version and the event. */
  async update(tx: PrismaTx, board: StoredBoard, type: BoardChangeType): Promise<StoredBoard> {
    const { organisationId } = tx.actor;
    const next = { ...board, version: board.version + 1 };
    await tx.prisma.board.update({
      where: { organisationId_id: { organisationId, id: board.id } },
      data: { ...columnsOf(next), version: next.version },
      select: { id: true },
    });
    await this.recordVersion(tx, next, type);
    return next;
  }

  /** Seats a person, or changes the seat they have; whoever left and comes back takes the same row. */
  async keepSeat(tx: PrismaTx, boardId: string, { userId, specialty, deputyIds }: Omit<Seat, 'name'>): Promise<void> {
    const { organisationId } = tx.actor;
    const seat = { specialty, deputyIds: [...deputyIds], isActive: true };
    await tx.prisma.boardMember.upsert({
      where: { organisationId_boardId_userId: { organisationId, boardId, userId } },
      create: { organisationId, boardId, userId, ...seat },
      update: seat,
    });
  }

  async removeSeat(tx: PrismaTx, boardId: string, userId: string): Promise<void> {
    await tx.prisma.boardMember.update({
      where: { organisationId_boardId_userId: { organisationId: tx.actor.organisationId, boardId, userId } },
      data: { isActive: false },
    });
  }

  async enterChange(tx: PrismaTx, boardId: string, change: Rules, reason: string): Promise<RuleChange> {
    const entered = { id: newId(), change, reason, enteredBy: tx.actor.userId };
    await tx.prisma.boardParameterChange.create({
      data: {
        ...entered,
        change: JSON.parse(JSON.stringify(change)),
        organisationId: tx.actor.organisationId,
        boardId,
        enteredAt: tx.occurredAt,
      },
    });
    return { ...entered, enteredAt: tx.occurredAt.toISOString() };
  }

  async confirmChange(tx: PrismaTx, changeId: string): Promise<void> {
    await tx.prisma.boardParameterChange.update({
      where: { organisationId_id: { organisationId: tx.actor.organisationId, id: changeId } },
      data: { confirmedBy: tx.actor.userId, confirmedAt: tx.occurredAt },
    });
  }

  /** Of the rows as they are now: an account that is renamed or deactivated changes no board. */
  private async recordVersion(tx: Tx, { id, version }: StoredBoard, type: BoardChangeType): Promise<void> {
    const [record] = await this.recordsOf(tx, [id]);
    await recordChange(tx, { type, id, version, document: boardDocument(record!) });
  }
}

function columnsOf(board: StoredBoard) {
  const { name, timeZone, chairId, requiredSpecialties, signOffRule, closedWeekdays, closedDays, capacityMinutes } =
    board;
  return {
    name,
    timeZone,
    chairId,
    requiredSpecialties: [...requiredSpecialties],
    signOffRule: JSON.parse(JSON.stringify(signOffRule)),
    parameters: JSON.parse(JSON.stringify(board.ownParameters)),
    closedWeekdays: [...closedWeekdays],
    closedDays: [...closedDays],
    capacityMinutes,
  };
}

const FIND = `
  SELECT b.organisation_id AS "organisationId", b.id, b.name, b.time_zone AS "timeZone", b.chair_id AS "chairId",
    b.required_specialties AS "requiredSpecialties", b.sign_off_rule AS "signOffRule", b.parameters AS "ownParameters",
    b.closed_weekdays AS "closedWeekdays", b.closed_days AS "closedDays", b.capacity_minutes AS "capacityMinutes", b.version,
    coalesce((SELECT jsonb_agg(jsonb_build_object('userId', m.user_id, 'name', a.name, 'specialty', m.specialty,
          'deputyIds', to_jsonb(m.deputy_ids)) ORDER BY a.name, a.id)
        FROM people.board_member m JOIN people.account a ON a.organisation_id = m.organisation_id AND a.id = m.user_id
        WHERE m.organisation_id = b.organisation_id AND m.board_id = b.id AND m.is_active AND a.is_active), '[]') AS members,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'change', c.change, 'reason', c.reason, 'enteredBy', c.entered_by,
          'enteredAt', to_char(c.entered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY c.id)
        FROM people.board_parameter_change c
        WHERE c.organisation_id = b.organisation_id AND c.board_id = b.id AND c.confirmed_at IS NULL), '[]') AS "pendingChanges"
  FROM people.board b WHERE b.organisation_id = $1::uuid AND b.id = $2::uuid`;

const iso = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const RECORDS = `
  SELECT json_build_object('id', b.id, 'name', b.name, 'timeZone', b.time_zone, 'chairId', b.chair_id,
    'requiredSpecialties', b.required_specialties, 'signOffRule', b.sign_off_rule, 'ownParameters', b.parameters,
    'closedWeekdays', b.closed_weekdays, 'closedDays', b.closed_days, 'capacityMinutes', b.capacity_minutes, 'version', b.version,
    'members', (SELECT coalesce(json_agg(json_build_object('userId', m.user_id, 'specialty', m.specialty, 'deputyIds', m.deputy_ids,
        'isActive', m.is_active) ORDER BY m.user_id), '[]')
      FROM people.board_member m WHERE m.organisation_id = b.organisation_id AND m.board_id = b.id),
    'changes', (SELECT coalesce(json_agg(json_build_object('id', c.id, 'change', c.change, 'reason', c.reason,
        'enteredBy', c.entered_by, 'enteredAt', ${iso('c.entered_at')}, 'confirmedBy', c.confirmed_by,
        'confirmedAt', ${iso('c.confirmed_at')}) ORDER BY c.id), '[]')
      FROM people.board_parameter_change c WHERE c.organisation_id = b.organisation_id AND c.board_id = b.id)) AS record
  FROM people.board b WHERE b.organisation_id = $1::uuid AND b.id = ANY ($2::uuid[])`;

const LOCK = 'SELECT id FROM people.board WHERE organisation_id = $1::uuid AND id = $2::uuid FOR UPDATE';

const LIST = `
  SELECT id FROM people.board
  WHERE organisation_id = $1::uuid AND ($2::uuid[] IS NULL OR id = ANY ($2::uuid[])) AND ($3::text IS NULL OR (name, id) > ($3, $4::uuid))
  ORDER BY name, id LIMIT $5::int`;
