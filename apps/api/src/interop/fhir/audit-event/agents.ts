import type { AuditEventAgent, CodeableConcept } from 'fhir/r4.js';
import { grantOf, type Leaf, type Names } from '../../../audit/index.js';
import { ACT_REASON, coding, DICOM, OWN, PARTICIPATION } from '../fhir-codes.js';
import type { Pattern } from './patterns.js';

const SOURCE = coding(DICOM, '110153', 'Source Role ID');
const DESTINATION = coding(DICOM, '110152', 'Destination Role ID');

/** Why an event under a broken glass happened. */
export const BREAK_THE_GLASS: CodeableConcept = { coding: [coding(ACT_REASON, 'BTG', 'break the glass')] };

/**
 * Who took part: the caller's program, this server, and the person who asked. What flows decides which of the two programs is the
 * source: of a read the server is (BALP, Read), of everything else the client (BALP, Create, Update, Query).
 */
export function agentsOf(leaf: Leaf, pattern: Pattern, names: Names, serverUrl: string): AuditEventAgent[] {
  const [client, server] = pattern === 'read' ? [DESTINATION, SOURCE] : [SOURCE, DESTINATION];
  return [
    { type: { coding: [client] }, requestor: leaf.actor === null, ...clientOf(leaf, serverUrl) },
    {
      type: { coding: [server] },
      who: { display: 'Consilium', identifier: { system: 'urn:ietf:rfc:3986', value: serverUrl } },
      requestor: false,
      network: { address: serverUrl, type: '5' },
    },
    ...(leaf.actor === null ? [] : [userOf(leaf, leaf.actor, pattern, names)]),
    ...(leaf.onBehalfOf === null ? [] : [representedOf(leaf.onBehalfOf, names)]),
  ];
}

/** The address is a keyed hash: it tells two callers apart and says where neither is. What the system does by itself it asks itself. */
function clientOf({ actor, client, ipHash }: Leaf, serverUrl: string): Pick<AuditEventAgent, 'who' | 'network'> {
  if (actor === null && ipHash === null) {
    return { who: { display: 'Consilium' }, network: { address: serverUrl, type: '5' } };
  }
  return {
    who: { display: client ?? 'a program that gives no name' },
    network: { address: ipHash === null ? 'unknown' : `urn:consilium:address-hash:${ipHash}` },
  };
}

function userOf(leaf: Leaf, userId: string, pattern: Pattern, names: Names): AuditEventAgent {
  const participation =
    pattern === 'write'
      ? coding(PARTICIPATION, 'AUT', 'author')
      : coding(PARTICIPATION, 'IRCP', 'information recipient');
  const name = names.get(userId);
  return {
    type: { coding: [participation] },
    role: leaf.role.split('+').map((role) => ({ coding: [coding(OWN.role, role)] })),
    who: whoIs(userId, names),
    ...(name !== undefined && { name }),
    requestor: true,
    ...(grantOf(leaf) !== null && { purposeOfUse: [BREAK_THE_GLASS] }),
  };
}

/** The person for whom a deputy acted. */
function representedOf(userId: string, names: Names): AuditEventAgent {
  return {
    type: { coding: [coding(PARTICIPATION, 'RESP', 'responsible party')] },
    who: whoIs(userId, names),
    requestor: false,
  };
}

function whoIs(userId: string, names: Names): AuditEventAgent['who'] {
  const display = names.get(userId);
  return {
    type: 'Practitioner',
    identifier: { system: OWN.user, value: userId },
    ...(display !== undefined && { display }),
  };
}
