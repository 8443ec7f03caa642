import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type Tx } from '#database';
import { NotFound, requireMay } from '#workflow';
import { cursorOf, id, keyAfter, mapPage, type Page } from '../../http/index.js';
import { NamesRepository } from '../names.repository.js';
import { toEventView, type EventView } from './event.view.js';
import type { EventsQuery, SearchEventsDto } from './find-events.dto.js';
import { TrailRepository, type Conditions, type Finding, type FoundEvent } from './trail.repository.js';

/**
 * The events of the organisation, found. Auditors find all of them, a chair what concerns the cases of their boards, everybody what
 * they did themselves: the database sees to it. A page of leaves shows no personal data; one that was asked for by a case or a patient
 * is about somebody, and says so in the trail.
 */
@Injectable()
export class EventsQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly trail: TrailRepository,
    private readonly names: NamesRepository,
  ) {}

  find(actor: Actor, query: EventsQuery): Promise<Page<EventView>> {
    return this.reading(actor, (tx) => this.page(tx, query, query.patient));
  }

  /** By a number of the patient; nobody's number finds nothing. */
  search(actor: Actor, sought: SearchEventsDto): Promise<Page<EventView>> {
    return this.reading(actor, async (tx) => {
      const patientId = await this.trail.patientKnownUnder(tx, sought.identifier);
      return patientId === null ? { items: [], nextCursor: null } : this.page(tx, sought, patientId);
    });
  }

  /** @throws NotFound where there is none among those this person may see */
  open(actor: Actor, eventId: string): Promise<EventView> {
    return this.reading(actor, async (tx) => {
      const event = await this.trail.findOne(tx, eventId);
      if (!event) throw new NotFound('event');

      await recordDisclosure(tx, { patients: event.leaf.patients });
      return toEventView(event, await this.names.in(tx, [event.leaf]));
    });
  }

  private reading<Answer>(actor: Actor, work: (tx: Tx) => Promise<Answer>): Promise<Answer> {
    return this.ledger.swiftTransaction({ type: 'audit.read', actor }, (tx) => {
      requireMay(tx.actor, 'audit:read', { organisationId: tx.actor.organisationId });
      return work(tx);
    });
  }

  private async page(tx: Tx, query: EventsQuery | SearchEventsDto, patientId?: string): Promise<Page<EventView>> {
    const after = keyAfter<[string]>(query, [id()])?.[0] ?? null;
    const { sort, limit } = query;
    const found = await this.trail.find(tx, conditionsOf(query, patientId), { sort, after, limit: limit + 1 });
    const page = pageOf(found, limit);
    const names = await this.names.in(
      tx,
      page.items.map(({ leaf }) => leaf),
    );

    await this.disclose(tx, query.case, patientId);
    return mapPage(page, (event) => toEventView(event, names));
  }

  private async disclose(tx: Tx, caseId?: string, patientId?: string): Promise<void> {
    const ofCase = caseId === undefined ? null : await this.trail.patientOfCase(tx, caseId);
    if (ofCase !== null) await recordDisclosure(tx, { patients: [ofCase], entity: 'case', entityId: caseId });

    const named = patientId === undefined ? null : await this.trail.aliasOf(tx, patientId);
    if (named !== null && named !== ofCase)
      await recordDisclosure(tx, { patients: [named], entity: 'patient', entityId: named });
  }
}

function conditionsOf(query: EventsQuery | SearchEventsDto, patientId?: string): Conditions {
  const {
    case: caseId,
    actor: actorId,
    type: types,
    outcome,
    entity,
    entityId,
    request: requestId,
    from,
    until,
  } = query;
  return { caseId, patientId, actorId, types, outcome, entity, entityId, requestId, from, until };
}

/** Where the log was looked through for long and little met the conditions, the page is short, or empty, and leads on. */
function pageOf({ events, lookedUntil }: Finding, limit: number): Page<FoundEvent> {
  const items = events.slice(0, limit);
  const last = events.length > limit ? (items.at(-1)?.eventId ?? null) : lookedUntil;
  return { items, nextCursor: last === null ? null : cursorOf([last]) };
}
