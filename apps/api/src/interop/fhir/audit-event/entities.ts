import type { AuditEventEntity, AuditEventEntityDetail } from 'fhir/r4.js';
import type { Leaf } from '../../../audit/index.js';
import { BALP_ENTITY_TYPE, coding, ENTITY_TYPE, OBJECT_ROLE, OWN } from '../fhir-codes.js';
import type { Pattern } from './patterns.js';

const SYSTEM_OBJECT = coding(ENTITY_TYPE, '2', 'System Object');

/** What took part: the request, the patient, and the record or the query. */
export function entitiesOf(leaf: Leaf, pattern: Pattern, patient: string | null): AuditEventEntity[] {
  return [
    {
      type: coding(BALP_ENTITY_TYPE, 'XrequestId', 'X-Request-Id'),
      what: { identifier: { system: OWN.requestId, value: leaf.req } },
    },
    ...(patient === null ? [] : [patientOf(patient)]),
    ...(pattern === 'query' ? [queryOf(leaf)] : recordOf(leaf)),
  ];
}

/** The log knows a patient by an alias, which an erasure takes away from whom it meant. */
function patientOf(alias: string): AuditEventEntity {
  return {
    type: coding(ENTITY_TYPE, '1', 'Person'),
    role: coding(OBJECT_ROLE, '1', 'Patient'),
    what: { type: 'Patient', identifier: { system: OWN.patientAlias, value: alias } },
  };
}

/** What was searched for is kept nowhere, because it names patients: the query is what was asked, not with which words. */
function queryOf({ type }: Leaf): AuditEventEntity {
  return {
    type: SYSTEM_OBJECT,
    role: coding(OBJECT_ROLE, '24', 'Query'),
    description: 'What was asked for; the words of a search are not kept.',
    query: Buffer.from(type).toString('base64'),
  };
}

function recordOf(leaf: Leaf): AuditEventEntity[] {
  const { entity, entityId } = leaf;
  if (entity === null || entityId === null) return [];
  const detail = detailsOf(leaf);
  return [
    {
      type: SYSTEM_OBJECT,
      role: coding(OBJECT_ROLE, '4', 'Domain Resource'),
      what: { identifier: { system: `${OWN.record}:${entity}`, value: entityId } },
      name: entity,
      ...(detail.length > 0 && { detail }),
    },
  ];
}

/** Of a change: the version it made, and the commitments to the documents before and after. */
function detailsOf({ version, before, after, reasonCode }: Leaf): AuditEventEntityDetail[] {
  const details: [string, string | null][] = [
    ['version', version === null ? null : String(version)],
    ['commitment-before', before],
    ['commitment-after', after],
    ['reason-code', reasonCode],
  ];
  return details.flatMap(([type, valueString]) => (valueString === null ? [] : [{ type, valueString }]));
}
