import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { ownSpecialtiesOn, requireMay, type Specialty } from '#workflow';
import { requirePutCondition, type PutCondition } from '../../http/index.js';
import { isBlinded, type AgendaItem } from '../agenda/agenda-item.js';
import { AgendaItems } from '../agenda/agenda-items.js';
import { countingPlans, type CountingPlan, type PlanContent } from './plan.js';
import { toPlanView, type PreliminaryPlanView } from './plan.view.js';
import { AgendaItemSettled, NoPlanForRatification, PlansUnblinded } from './plans.errors.js';

/** Writes what one specialist would recommend, before the discussion. What was written before stays on record. */
@Injectable()
export class WritePlan {
  constructor(
    private readonly ledger: Ledger,
    private readonly items: AgendaItems,
  ) {}

  execute(
    actor: Actor,
    itemId: string,
    { specialty: named, ...content }: PlanContent & { readonly specialty?: Specialty },
    condition: PutCondition,
  ): Promise<PreliminaryPlanView> {
    return this.ledger.transaction({ type: 'agenda-item.opened', actor, id: itemId }, async (tx) => {
      const item = await this.items.lock(tx, itemId);
      const { organisationId, userId: authorId } = tx.actor;
      const specialty = named ?? ownSpecialtiesOn(tx.actor, item.boardId)[0];

      requireMay(tx.actor, 'plan:write', { organisationId, boardId: item.boardId, specialty });
      requirePutCondition(planOf(item, authorId)?.version, condition);
      requireBeforeDiscussion(item);

      const writtenAt = tx.occurredAt.toISOString();
      const written = await this.items.addPlan(tx, item, { authorId, specialty: specialty!, content, writtenAt });

      return toPlanView(planOf(written, authorId)!, itemId);
    });
  }
}

function requireBeforeDiscussion(item: AgendaItem): void {
  if (item.purpose === 'ratification') throw new NoPlanForRatification();
  if (!isBlinded(item)) throw new PlansUnblinded();
  if (item.state !== 'listed') throw new AgendaItemSettled();
}

function planOf({ plans }: AgendaItem, authorId: string): CountingPlan | undefined {
  return countingPlans(plans).find((plan) => plan.authorId === authorId);
}
