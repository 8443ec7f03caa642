import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '#database';
import { Forbidden, NotFound, type Grant } from '#workflow';
import type { AuditEvent, Bundle } from 'fhir/r4.js';
import { Trail, type FoundEvent } from '../../../audit/index.js';
import { Environment } from '../../../environment.js';
import { cursorOf, id, keyAfter, PageQuery, whole } from '../../../http/index.js';
import type { AuditEventsQuery } from './audit-events.query.js';
import { conditionsOf } from './conditions-of.js';
import { readAuditEventId, toAuditEvents } from './to-audit-events.js';

const MAX_PATIENTS = 100;
const KEY = [id(), whole({ min: 0, max: MAX_PATIENTS })];

/** Behind which event a page begins, and with which of its AuditEvents where the page before ended in its midst (0: behind all). */
type Place = readonly [eventId: string, part: number];

/** The trail as FHIR AuditEvents, for auditors. */
@Injectable()
export class AuditEventsQueries {
  constructor(
    private readonly trail: Trail,
    private readonly environment: Environment,
  ) {}

  /** @throws NotFound */
  open(actor: Actor, resourceId: string): Promise<AuditEvent> {
    return this.trail.read(actor, async (tx, grant) => {
      requireAuditor(grant);
      const named = readAuditEventId(resourceId);
      const event = named && (await this.trail.findOne(tx, named.eventId));
      const resource = event && (await this.projected(tx, [event]))[named.part]?.resource;
      if (!resource) throw new NotFound('AuditEvent');

      return resource;
    });
  }

  /** A page as a searchset, with the link to the next one. */
  search(actor: Actor, query: AuditEventsQuery): Promise<Bundle<AuditEvent>> {
    return this.trail.read(actor, async (tx, grant) => {
      requireAuditor(grant);
      const place = keyAfter<Place>(Object.assign(new PageQuery(), { cursor: query._cursor }), KEY) ?? null;
      const begun = place && place[1] > 0 ? await this.rest(tx, place) : [];
      const stretch = {
        sort: query._sort === 'date' ? ('oldest' as const) : ('newest' as const),
        after: place?.[0] ?? null,
        limit: query._count + 1,
      };
      const { events, lookedUntil } = await this.trail.find(tx, conditionsOf(query), stretch);
      const parts = [...begun, ...(await this.projected(tx, events))];

      const shown = parts.slice(0, query._count);
      const end: Place | null = lookedUntil === null ? null : [lookedUntil, 0];
      return this.bundle(query, shown, parts.length > query._count ? placeBehind(parts, query._count) : end);
    });
  }

  /** What the page before left of its last event. */
  private async rest(tx: Tx, [eventId, part]: Place): Promise<Part[]> {
    const event = await this.trail.findOne(tx, eventId);
    return event ? (await this.projected(tx, [event])).slice(part) : [];
  }

  private async projected(tx: Tx, events: readonly FoundEvent[]): Promise<Part[]> {
    const names = await this.trail.names(tx, events);
    return events.flatMap((event) =>
      toAuditEvents(event, names, this.environment.publicOrigin).map((resource, part) => ({
        eventId: event.eventId,
        part,
        resource,
      })),
    );
  }

  private bundle(query: AuditEventsQuery, parts: readonly Part[], next: Place | null): Bundle<AuditEvent> {
    const base = `${this.environment.publicOrigin}/fhir/r4/AuditEvent`;
    const link = [{ relation: 'self', url: `${base}${addressOf(query, query._cursor)}` }];
    if (next) link.push({ relation: 'next', url: `${base}${addressOf(query, cursorOf(next))}` });
    return {
      resourceType: 'Bundle',
      type: 'searchset',
      link,
      entry: parts.map(({ resource }) => ({
        fullUrl: `${base}/${resource.id}`,
        resource,
        search: { mode: 'match' },
      })),
    };
  }
}

interface Part {
  readonly eventId: string;
  readonly part: number;
  readonly resource: AuditEvent;
}

/** The whole trail in an exchange format is for those who read the whole trail. */
function requireAuditor(grant: Grant): void {
  if (grant !== 'organisation') throw new Forbidden('audit:read');
}

/** Where the next page begins: behind the last one shown, or in the midst of its event. */
function placeBehind(parts: readonly Part[], count: number): Place {
  const [last, next] = [parts[count - 1]!, parts[count]!];
  return [last.eventId, next.eventId === last.eventId ? next.part : 0];
}

function addressOf(query: AuditEventsQuery, cursor: string | undefined): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, _cursor: cursor })) {
    for (const each of [value].flat()) if (each !== undefined) parameters.append(name, String(each));
  }
  return `?${parameters.toString()}`;
}
