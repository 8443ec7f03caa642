import type { AuditEvent, Coding } from 'fhir/r4.js';
import type { Leaf } from '../../../audit/index.js';
import { coding, DICOM, EVENT_TYPE, INTERACTION, OWN } from '../fhir-codes.js';
import type { Pattern } from './patterns.js';

/** What kind of event it is, for a program that knows BALP and DICOM. */
export interface EventCodes {
  readonly type: Coding;
  readonly subtype: Coding[];
  readonly action: NonNullable<AuditEvent['action']>;
  /** The BALP profile without and with a patient; null where none fits. */
  readonly profile: 'Create' | 'Read' | 'Update' | 'Query' | null;
}

const REST = coding(EVENT_TYPE, 'rest', 'Restful Operation');

/** The codes of an event, the one of our own catalogue last among its subtypes. */
export function eventCodes(pattern: Pattern, leaf: Pick<Leaf, 'type' | 'version'>): EventCodes {
  const codes = codesOf(pattern, leaf.version === 1);
  return { ...codes, subtype: [...codes.subtype, coding(OWN.eventType, leaf.type)] };
}

function codesOf(pattern: Pattern, isFirstVersion: boolean): EventCodes {
  switch (pattern) {
    case 'read':
      return rest('read', 'R', 'Read');
    case 'query':
      return rest('search-type', 'E', 'Query');
    case 'write':
      return isFirstVersion ? rest('create', 'C', 'Create') : rest('update', 'U', 'Update');
    case 'login':
      return dicom('110114', 'User Authentication', 'E', coding(DICOM, '110122', 'Login'));
    case 'logout':
      return dicom('110114', 'User Authentication', 'E', coding(DICOM, '110123', 'Logout'));
    case 'authentication':
      return dicom('110114', 'User Authentication', 'E');
    case 'security-alert':
      return dicom('110113', 'Security Alert', 'E', coding(DICOM, '110137', 'User Security Attributes Changed'));
    case 'break-glass':
      return dicom('110113', 'Security Alert', 'E', coding(DICOM, '110127', 'Emergency Override Started'));
    case 'audit-log-used':
      return dicom('110101', 'Audit Log Used', 'R');
    case 'application-activity':
      return dicom('110100', 'Application Activity', 'E');
    case 'not-carried-out':
      return { type: REST, subtype: [], action: 'E', profile: null };
  }
}

function rest(
  interaction: string,
  action: EventCodes['action'],
  profile: NonNullable<EventCodes['profile']>,
): EventCodes {
  return { type: REST, subtype: [coding(INTERACTION, interaction, interaction)], action, profile };
}

function dicom(code: string, display: string, action: EventCodes['action'], ...subtype: Coding[]): EventCodes {
  return { type: coding(DICOM, code, display), subtype, action, profile: null };
}
