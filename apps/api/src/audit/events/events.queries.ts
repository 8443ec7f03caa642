import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '#database';
import { NotFound } from '#workflow';
import { cursorOf, id, keyAfter, mapPage, type Page } from '../../http/index.js';
import { toEventView, type EventView } from './event.view.js';
import type { EventsQuery, SearchEventsDto } from './find-events.dto.js';
import type { Conditions, Finding, FoundEvent } from './found-event.js';
import { Trail } from './trail.js';

/** The events of the organisation, found, each as a sentence with its leaf. */
@Injectable()
export class EventsQueries {
  constructor(private readonly trail: Trail) {}

  find(actor: Actor, query: EventsQuery): Promise<Page<EventView>> {
    return this.trail.read(actor, (tx) => this.page(tx, query, query.patient));
  }

  /** By a number of the patient; nobody's number finds nothing. */
  search(actor: Actor, sought: SearchEventsDto): Promise<Page<EventView>> {
    return this.trail.read(actor, async (tx) => {
      const patientId = await this.trail.patientKnownUnder(tx, sought.identifier);
      return patientId === null ? { items: [], nextCursor: null } : this.page(tx, sought, patientId);
    });
  }

  /** @throws NotFound where there is none among those this person may see */
  open(actor: Actor, eventId: string): Promise<EventView> {
    return this.trail.read(actor, async (tx) => {
      const event = await this.trail.findOne(tx, eventId);
      if (!event) throw new NotFound('event');

      return toEventView(event, await this.trail.names(tx, [event]));
    });
  }

  private async page(tx: Tx, query: EventsQuery | SearchEventsDto, patientId?: string): Promise<Page<EventView>> {
    const { sort, limit } = query;
    const after = keyAfter<[string]>(query, [id()])?.[0] ?? null;
    const found = await this.trail.find(tx, conditionsOf(query, patientId), { sort, after, limit: limit + 1 });
    const page = pageOf(found, limit);
    const names = await this.trail.names(tx, page.items);

    return mapPage(page, (event) => toEventView(event, names));
  }
}

function conditionsOf(query: EventsQuery | SearchEventsDto, patientId?: string): Conditions {
  const { case: caseId, actor: actorId, type: types, request: requestId } = query;
  const { outcome, entity, entityId, from, until } = query;
  return { caseId, patientId, actorId, types, outcome, entity, entityId, requestId, from, until };
}

/** Where the log was looked through for long and little met the conditions, the page is short, or empty, and leads on. */
function pageOf({ events, lookedUntil }: Finding, limit: number): Page<FoundEvent> {
  const items = events.slice(0, limit);
  const last = events.length > limit ? (items.at(-1)?.eventId ?? null) : lookedUntil;
  return { items, nextCursor: last === null ? null : cursorOf([last]) };
}
