import { Injectable } from '@nestjs/common';
import { CHANGES, recordChange, type ChangeType, type PrismaTx } from '#database';
import { AGENDA_ITEM_TRANSITIONS, nextState, NotFound, type AgendaItemEvent } from '#workflow';
import type { Plan } from '../plans/plan.js';
import { agendaItemDocument, caseOf, type AgendaItem, type Leaving } from './agenda-item.js';
import { AgendaRepository, type ItemChange, type NewItem } from './agenda.repository.js';
import { positionAt, spreadPositions } from './agenda-order.js';

type ItemChangeType = { [Type in ChangeType]: (typeof CHANGES)[Type] extends 'agenda-item' ? Type : never }[ChangeType];

/**
 * The one way to change an agenda item: each change returns the new item, its version recorded. Whoever changes the agenda holds
 * the meeting's lock and records the meeting's own change beside it.
 */
@Injectable()
export class AgendaItems {
  constructor(private readonly agenda: AgendaRepository) {}

  /** @throws NotFound where there is none among those this person may see */
  async open(tx: PrismaTx, itemId: string): Promise<AgendaItem> {
    return found(await this.agenda.find(tx, itemId));
  }

  /** @throws NotFound */
  async lock(tx: PrismaTx, itemId: string): Promise<AgendaItem> {
    return found(await this.agenda.findLocked(tx, itemId));
  }

  /** Puts a new item on an agenda. */
  async list(tx: PrismaTx, item: NewItem): Promise<AgendaItem> {
    return this.record(tx, await this.agenda.insert(tx, item), 'agenda-item.listed');
  }

  /** Changes what belongs to an item, without an event of its life. */
  async amend(tx: PrismaTx, item: AgendaItem, type: ItemChangeType, change: ItemChange): Promise<AgendaItem> {
    await this.agenda.update(tx, item, change);
    return this.record(tx, item.id, type, change.reasonCode);
  }

  /** A position at an index of this agenda. Where two neighbours leave no room between, all are spread out first. */
  async roomAt(tx: PrismaTx, agenda: readonly AgendaItem[], index: number): Promise<number> {
    const free = positionAt(
      agenda.map(({ position }) => position),
      index,
    );
    if (free !== null) return free;

    const positions = spreadPositions(agenda.length);
    for (const [at, item] of agenda.entries()) {
      await this.amend(tx, item, 'agenda-item.moved', { position: positions[at] });
    }
    return positionAt(positions, index)!;
  }

  /** Opens the discussion; from now on everybody sees its plans. @throws IllegalTransition */
  async openDiscussion(tx: PrismaTx, item: AgendaItem): Promise<AgendaItem> {
    const state = nextState(AGENDA_ITEM_TRANSITIONS, item.state, 'open');
    return this.amend(tx, item, 'agenda-item.opened', { state, openedAt: tx.occurredAt.toISOString() });
  }

  /** Ends an item's life by an event of its state table. @throws IllegalTransition */
  async close(tx: PrismaTx, item: AgendaItem, event: AgendaItemEvent, why: Leaving = {}): Promise<AgendaItem> {
    const state = nextState(AGENDA_ITEM_TRANSITIONS, item.state, event);
    const type = event === 'remove' ? 'agenda-item.removed' : 'agenda-item.closed';
    return this.amend(tx, item, type, { state, closedAt: tx.occurredAt.toISOString(), ...why });
  }

  /** Adds a plan. */
  async addPlan(tx: PrismaTx, item: AgendaItem, plan: Omit<Plan, 'id'>): Promise<AgendaItem> {
    await this.agenda.insertPlan(tx, item, plan);
    return this.amend(tx, item, 'agenda-item.plan-written', {});
  }

  private async record(tx: PrismaTx, id: string, type: ItemChangeType, reasonCode?: string | null) {
    const item = await this.open(tx, id);
    const document = agendaItemDocument(item);
    await recordChange(tx, { type, id, version: item.version, document, reasonCode, ...caseOf(item) });
    return item;
  }
}

function found(item: AgendaItem | null): AgendaItem {
  if (!item) throw new NotFound('agenda item');
  return item;
}
