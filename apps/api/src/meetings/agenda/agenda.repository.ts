import { Injectable } from '@nestjs/common';
import { newId, toDay, type Prisma, type PrismaTx } from '#database';
import type { AgendaItemState, AgendaPurpose, Lane, LateListingReason, Specialty } from '#workflow';
import type { Plan, PlanContent } from '../plans/plan.js';
import type { AgendaItem } from './agenda-item.js';

/** What a new item is made of. */
export type NewItem = Pick<
  AgendaItem,
  'boardId' | 'meetingId' | 'caseId' | 'purpose' | 'revisionId' | 'position' | 'minutes' | 'placement'
> &
  Partial<Pick<AgendaItem, 'lateReasonCode' | 'lateReasonText'>>;

/** What may change of an item's row, beside its counter. */
export type ItemChange = Partial<
  Pick<
    AgendaItem,
    | 'meetingId'
    | 'lateReasonCode'
    | 'lateReasonText'
    | 'position'
    | 'minutes'
    | 'placement'
    | 'state'
    | 'openedAt'
    | 'closedAt'
    | 'reasonCode'
    | 'reasonText'
  >
>;

/** Every statement about the aggregate `agenda-item`. */
@Injectable()
export class AgendaRepository {
  async find(tx: PrismaTx, id: string): Promise<AgendaItem | null> {
    const row = await tx.prisma.agendaItem.findUnique({ where: keyOf(tx, id), include: WHOLE });
    return row && toItem(row);
  }

  /** The items with these ids, in any order. */
  async withIds(tx: PrismaTx, ids: readonly string[]): Promise<AgendaItem[]> {
    const rows = await tx.prisma.agendaItem.findMany({
      where: { organisationId: tx.actor.organisationId, id: { in: [...ids] } },
      include: WHOLE,
    });
    return rows.map(toItem);
  }

  /** Waits for whoever is changing the item, then reads it as they left it. */
  async findLocked(tx: PrismaTx, id: string): Promise<AgendaItem | null> {
    await tx.sql(
      'SELECT 1 AS locked FROM clinical.agenda_item WHERE organisation_id = $1::uuid AND id = $2::uuid FOR UPDATE',
      [tx.actor.organisationId, id],
    );
    return this.find(tx, id);
  }

  /** Everything that was ever put on this agenda, in its order. */
  async ofMeeting(tx: PrismaTx, meetingId: string): Promise<AgendaItem[]> {
    const rows = await tx.prisma.agendaItem.findMany({
      where: { organisationId: tx.actor.organisationId, meetingId },
      include: WHOLE,
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toItem);
  }

  /** The items that hold a place on an agenda for this case now: at most one for each purpose. */
  async liveOfCase(tx: PrismaTx, caseId: string): Promise<AgendaItem[]> {
    const rows = await tx.prisma.agendaItem.findMany({
      where: { organisationId: tx.actor.organisationId, caseId, state: { in: ['listed', 'open'] } },
      include: WHOLE,
      orderBy: { id: 'asc' },
    });
    return rows.map(toItem);
  }

  /** A new item's id. */
  async insert(tx: PrismaTx, item: NewItem): Promise<string> {
    const id = newId();
    await tx.prisma.agendaItem.create({
      data: { ...item, organisationId: tx.actor.organisationId, id, state: 'listed' },
      select: { id: true },
    });
    return id;
  }

  /** Steps the version by one. */
  async update(tx: PrismaTx, item: AgendaItem, change: ItemChange): Promise<void> {
    await tx.prisma.agendaItem.update({
      where: keyOf(tx, item.id),
      data: { ...change, version: item.version + 1 },
      select: { id: true },
    });
  }

  async insertPlan(tx: PrismaTx, item: AgendaItem, plan: Omit<Plan, 'id'>): Promise<void> {
    const { content, ...row } = plan;
    await tx.prisma.preliminaryPlan.create({
      data: {
        ...row,
        organisationId: tx.actor.organisationId,
        boardId: item.boardId,
        id: newId(),
        agendaItemId: item.id,
        plan: { ...content, measures: content.measures.map((measure) => ({ ...measure })) },
      },
      select: { id: true },
    });
  }
}

/** The item with its plans, and what an agenda shows of the case. */
const WHOLE = {
  plans: { orderBy: { id: 'asc' } },
  case: {
    select: {
      question: true,
      lane: true,
      priority: true,
      referredAt: true,
      patient: { select: { alias: true, familyName: true, givenName: true, bornOn: true } },
    },
  },
} as const satisfies Prisma.AgendaItemInclude;

type StoredItem = Prisma.AgendaItemGetPayload<{ include: typeof WHOLE }>;

function keyOf(tx: PrismaTx, id: string): Prisma.AgendaItemWhereUniqueInput {
  return { organisationId_id: { organisationId: tx.actor.organisationId, id } };
}

function toItem(row: StoredItem): AgendaItem {
  return {
    boardId: row.boardId,
    id: row.id,
    meetingId: row.meetingId,
    caseId: row.caseId,
    purpose: row.purpose as AgendaPurpose,
    revisionId: row.revisionId,
    position: row.position,
    minutes: row.minutes,
    placement: row.placement ?? '',
    state: row.state as AgendaItemState,
    openedAt: row.openedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    reasonCode: row.reasonCode,
    reasonText: row.reasonText,
    lateReasonCode: row.lateReasonCode as LateListingReason | null,
    lateReasonText: row.lateReasonText,
    version: row.version,
    plans: row.plans.map(toPlan),
    case: toPresentedCase(row.case),
  };
}

function toPlan(row: StoredItem['plans'][number]): Plan {
  return {
    id: row.id,
    authorId: row.authorId,
    specialty: row.specialty as Specialty,
    content: row.plan as unknown as PlanContent,
    writtenAt: row.writtenAt.toISOString(),
  };
}

function toPresentedCase({ patient, question, lane, priority, referredAt }: StoredItem['case']): AgendaItem['case'] {
  return {
    patientAlias: patient.alias,
    familyName: patient.familyName,
    givenName: patient.givenName,
    bornOn: toDay(patient.bornOn),
    question,
    lane: lane as Lane,
    priority,
    referredAt: referredAt.toISOString(),
  };
}
