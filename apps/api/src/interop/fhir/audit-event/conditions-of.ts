import type { EventType } from '#database';
import { day, instant, InvalidQuery } from '../../../http/index.js';
import type { Conditions } from '../../../audit/index.js';
import { OWN } from '../fhir-codes.js';
import type { AuditEventsQuery } from './audit-events.query.js';

const OUTCOMES = { '0': 'done', '4': 'refused', '8': 'failed' } as const;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A search in FHIR's words as the trail understands it. @throws InvalidQuery for an identifier that can be none */
export function conditionsOf(query: AuditEventsQuery): Conditions {
  const { date = [], patient, agent, subtype, outcome } = query;
  return {
    ...periodOf(date),
    ...entityOf(query['entity.identifier']),
    patientId: patient?.replace('Patient/', ''),
    actorId: agent?.replace('Practitioner/', ''),
    types: subtype?.map((token) => token.replace(`${OWN.eventType}|`, '') as EventType),
    outcome: outcome && OUTCOMES[outcome],
  };
}

function entityOf(token: string | undefined): Pick<Conditions, 'requestId' | 'entityId'> {
  if (token === undefined) return {};
  const [system, value] = token.includes('|') ? token.split('|', 2) : ['', token];
  if (system === OWN.requestId) return { requestId: value };
  if (value !== undefined && UUID.test(value)) return { entityId: value };
  throw new InvalidQuery([
    {
      pointer: '/entity.identifier',
      code: 'id',
      message: `entity.identifier must be the id of a record, or ${OWN.requestId}| and the id of a request.`,
    },
  ]);
}

/** What several dates leave together: of a day the whole day, of an instant its millisecond (FHIR R4, search, date). */
function periodOf(dates: readonly string[]): Pick<Conditions, 'from' | 'until'> {
  const bounds = dates.map(boundsOf);
  const from = bounds.flatMap((bound) => bound.from ?? []).sort((a, b) => b.getTime() - a.getTime())[0];
  const until = bounds.flatMap((bound) => bound.until ?? []).sort((a, b) => a.getTime() - b.getTime())[0];
  return { from: from?.toISOString(), until: until?.toISOString() };
}

function boundsOf(date: string): { from?: Date; until?: Date } {
  const prefix = /^[a-z]{2}/.exec(date)?.[0] ?? 'eq';
  const value = date.replace(/^[a-z]{2}/, '');
  const isDay = value.length === 10;
  if (!(isDay ? day() : instant()).accepts(value)) {
    const message = 'date must be a day or an instant that exists.';
    throw new InvalidQuery([{ pointer: '/date', code: 'date', message }]);
  }
  const start = new Date(isDay ? `${value}T00:00:00Z` : value);
  const end = new Date(start.getTime() + (isDay ? 86_400_000 : 1));
  return {
    ...(['eq', 'ge'].includes(prefix) && { from: start }),
    ...(prefix === 'gt' && { from: end }),
    ...(['eq', 'le'].includes(prefix) && { until: end }),
    ...(prefix === 'lt' && { until: start }),
  };
}
