import { Injectable } from '@nestjs/common';
import { CHANGES, recordChange, type ChangeType, type PrismaTx } from '#database';
import { AGENDA_ITEM_TRANSITIONS, nextState, NotFound, type AgendaItemEvent } from '#workflow';
import type { CaseFile } from '../../cases/index.js';
import type { Plan } from '../plans/plan.js';
import { agendaItemDocument, caseOf, isLive, type AgendaItem, type Leaving } from './agenda-item.js';
import { explainPlace, MOVED_BY_HAND, placeOf, positionAt, spreadPositions } from './agenda-order.js';
import { AnotherItemOpen, NotOnThisAgenda } from './agenda.errors.js';
import type { LateReasons } from './late-listing.js';
import { AgendaRepository, type ItemChange, type NewItem } from './agenda.repository.js';

type ItemChangeType = { [Type in ChangeType]: (typeof CHANGES)[Type] extends 'agenda-item' ? Type : never }[ChangeType];

/** Where an item goes to: another meeting, and what a person sets with it. */
export interface Transfer extends LateReasons {
  readonly meetingId: string;
  readonly after?: string | null;
  readonly minutes?: number;
}

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

  /** Puts a new item on an agenda, where the board's own order places its case. */
  async list(
    tx: PrismaTx,
    file: CaseFile,
    item: Omit<NewItem, 'position' | 'placement'> & { readonly placement?: string },
  ): Promise<AgendaItem> {
    const position = await this.ownPlace(tx, file, item.meetingId);
    const placement = item.placement ?? explainPlace(file, file.board.timeZone);
    return this.record(tx, await this.agenda.insert(tx, { ...item, position, placement }), 'agenda-item.listed');
  }

  /** Moves an item to another meeting's agenda: to where the board's own order places its case, or behind an item of that agenda. */
  async transfer(tx: PrismaTx, file: CaseFile, item: AgendaItem, to: Transfer): Promise<AgendaItem> {
    const { meetingId, after, minutes = item.minutes, ...late } = to;
    const position =
      after === undefined
        ? await this.ownPlace(tx, file, meetingId)
        : await this.placeAfter(tx, meetingId, item, after);
    const change = { meetingId, position, minutes, placement: MOVED_BY_HAND, ...late };
    return this.amend(tx, item, 'agenda-item.moved', change);
  }

  /** Changes what a person sets of an item: where it stands (`null` is the front) and its minutes. @throws NotOnThisAgenda */
  async move(tx: PrismaTx, item: AgendaItem, change: { after?: string | null; minutes?: number }): Promise<AgendaItem> {
    const { after, minutes = item.minutes } = change;
    if (after === undefined) return this.amend(tx, item, 'agenda-item.moved', { minutes });

    const position = await this.placeAfter(tx, item.meetingId, item, after);
    return this.amend(tx, item, 'agenda-item.moved', { minutes, position, placement: MOVED_BY_HAND });
  }

  /**
   * Opens the discussion; from now on everybody sees its plans.
   * @throws AnotherItemOpen
   * @throws IllegalTransition
   */
  async openDiscussion(tx: PrismaTx, item: AgendaItem): Promise<AgendaItem> {
    const agenda = await this.agenda.ofMeeting(tx, item.meetingId);
    const other = agenda.find(({ id, state }) => state === 'open' && id !== item.id);
    if (other) throw new AnotherItemOpen(other.id);

    const state = nextState(AGENDA_ITEM_TRANSITIONS, item.state, 'open');
    return this.amend(tx, item, 'agenda-item.discussion-opened', { state, openedAt: tx.occurredAt.toISOString() });
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

  private async amend(tx: PrismaTx, item: AgendaItem, type: ItemChangeType, change: ItemChange): Promise<AgendaItem> {
    await this.agenda.update(tx, item, change);
    return this.record(tx, item.id, type, change.reasonCode);
  }

  /** The position that the board's own order gives to a case. */
  private async ownPlace(tx: PrismaTx, file: CaseFile, meetingId: string): Promise<number> {
    const waiting = (await this.agenda.ofMeeting(tx, meetingId)).filter(isLive);
    const index = placeOf(
      file,
      waiting.map((other) => other.case),
    );
    return this.roomAt(tx, waiting, index);
  }

  /** The position behind an item of this agenda; null is the front. @throws NotOnThisAgenda */
  private async placeAfter(tx: PrismaTx, meetingId: string, item: AgendaItem, after: string | null): Promise<number> {
    const others = (await this.agenda.ofMeeting(tx, meetingId)).filter(({ id }) => id !== item.id);
    const index = after === null ? 0 : others.findIndex(({ id }) => id === after) + 1;
    if (after !== null && index === 0) throw new NotOnThisAgenda();
    return this.roomAt(tx, others, index);
  }

  /** A position at an index of these items. Where two neighbours leave no room between, all are spread out first. */
  private async roomAt(tx: PrismaTx, items: readonly AgendaItem[], index: number): Promise<number> {
    const free = positionAt(
      items.map(({ position }) => position),
      index,
    );
    if (free !== null) return free;

    const positions = spreadPositions(items.length);
    for (const [at, item] of items.entries()) {
      await this.amend(tx, item, 'agenda-item.moved', { position: positions[at] });
    }
    return positionAt(positions, index)!;
  }

  private async record(
    tx: PrismaTx,
    id: string,
    type: ItemChangeType,
    reasonCode?: string | null,
  ): Promise<AgendaItem> {
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
