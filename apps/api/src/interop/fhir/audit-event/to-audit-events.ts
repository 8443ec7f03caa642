import type { AuditEvent } from 'fhir/r4.js';
import { grantOf, tellEvent, type FoundEvent, type Leaf, type Names } from '../../../audit/index.js';
import { BALP_PROFILE, coding, SOURCE_TYPE } from '../fhir-codes.js';
import { agentsOf, BREAK_THE_GLASS } from './agents.js';
import { entitiesOf } from './entities.js';
import { eventCodes, type EventCodes } from './event-codes.js';
import { PATTERNS, type Pattern } from './patterns.js';

const OUTCOMES = { done: '0', refused: '4', failed: '8' } as const satisfies Record<
  Leaf['outcome'],
  AuditEvent['outcome']
>;

/**
 * An event of the log as FHIR R4 AuditEvents following IHE BALP 1.1: one for each patient that it names (BALP, PatientQuery), the
 * others under the event's id with a number behind it.
 */
export function toAuditEvents({ leaf }: FoundEvent, names: Names, serverUrl: string): AuditEvent[] {
  const patients = leaf.patients.length > 0 ? leaf.patients : [null];
  return patients.map((patient, part) => toAuditEvent(leaf, patient, part, names, serverUrl));
}

/** The event, and which of its AuditEvents, that an id names; null where it names none. */
export function readAuditEventId(id: string): { eventId: string; part: number } | null {
  const [, eventId, part = '0'] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.([1-9]\d?))?$/.exec(id) ?? [];
  return eventId === undefined ? null : { eventId, part: Number(part) };
}

function toAuditEvent(leaf: Leaf, patient: string | null, part: number, names: Names, serverUrl: string): AuditEvent {
  const pattern = patternOf(leaf);
  const codes = eventCodes(pattern, leaf);
  const profile = profileOf(codes, leaf, patient);
  return {
    resourceType: 'AuditEvent',
    id: part === 0 ? leaf.id : `${leaf.id}.${part}`,
    ...(profile && { meta: { profile: [profile] } }),
    text: { status: 'generated', div: narrativeOf(tellEvent(leaf, names)) },
    type: codes.type,
    subtype: codes.subtype,
    action: codes.action,
    recorded: leaf.recordedAt,
    outcome: OUTCOMES[leaf.outcome],
    ...(leaf.outcome !== 'done' && leaf.reasonCode !== null && { outcomeDesc: leaf.reasonCode }),
    ...((pattern === 'break-glass' || grantOf(leaf) !== null) && { purposeOfEvent: [BREAK_THE_GLASS] }),
    agent: agentsOf(leaf, pattern, names, serverUrl),
    source: {
      site: leaf.organisation,
      observer: { display: 'Consilium', identifier: { system: 'urn:ietf:rfc:3986', value: serverUrl } },
      type: [coding(SOURCE_TYPE, '4', 'Application Server')],
    },
    entity: entitiesOf(leaf, pattern, patient),
  };
}

/** A list of patients was shown without any one record: then it is the answer to a query. */
function patternOf({ type, entityId }: Leaf): Pattern {
  return type === 'patients.disclosed' && entityId === null ? 'query' : PATTERNS[type];
}

/** BALP's profiles are of what succeeded. */
function profileOf({ profile }: EventCodes, { outcome }: Leaf, patient: string | null): string | null {
  if (profile === null || outcome !== 'done') return null;
  return `${BALP_PROFILE}${patient === null ? '' : 'Patient'}${profile}`;
}

function narrativeOf(sentence: string): string {
  const escaped = sentence.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<div xmlns="http://www.w3.org/1999/xhtml"><p>${escaped}</p></div>`;
}
