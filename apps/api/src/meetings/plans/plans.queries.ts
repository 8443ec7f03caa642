import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor } from '#database';
import { requireMay } from '#workflow';
import { AgendaItems } from '../agenda/agenda-items.js';
import { toPlansView, type PreliminaryPlansView } from './plan.view.js';

/** The preliminary plans of an agenda item, blinded until its discussion opens. */
@Injectable()
export class PlansQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly items: AgendaItems,
  ) {}

  show(actor: Actor, itemId: string): Promise<PreliminaryPlansView> {
    return this.ledger.transaction({ type: 'agenda-item.opened', actor, id: itemId }, async (tx) => {
      const item = await this.items.open(tx, itemId);
      requireMay(tx.actor, 'plan:read', { organisationId: tx.actor.organisationId, boardId: item.boardId });

      await recordDisclosure(tx, { patients: [item.case.patientAlias], entity: 'agenda-item', entityId: itemId });
      return toPlansView(item, tx.actor.userId);
    });
  }
}
