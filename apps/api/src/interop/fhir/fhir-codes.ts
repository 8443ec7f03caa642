import type { Coding } from 'fhir/r4.js';

/** The code systems that we speak, by their canonical addresses. */
export const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';
export const EVENT_TYPE = 'http://terminology.hl7.org/CodeSystem/audit-event-type';
export const INTERACTION = 'http://hl7.org/fhir/restful-interaction';
export const ENTITY_TYPE = 'http://terminology.hl7.org/CodeSystem/audit-entity-type';
export const OBJECT_ROLE = 'http://terminology.hl7.org/CodeSystem/object-role';
export const PARTICIPATION = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType';
export const ACT_REASON = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';
export const SOURCE_TYPE = 'http://terminology.hl7.org/CodeSystem/security-source-type';
export const BALP_ENTITY_TYPE = 'https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType';
export const BALP_PROFILE = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.';

/** Our own, under which our ids and codes are known outside. */
export const OWN = {
  eventType: 'urn:consilium:event-type',
  role: 'urn:consilium:role',
  user: 'urn:consilium:user',
  organisation: 'urn:consilium:organisation',
  patientAlias: 'urn:consilium:patient-alias',
  record: 'urn:consilium:record',
  requestId: 'urn:consilium:request-id',
  problem: 'urn:consilium:problem',
} as const;

export function coding(system: string, code: string, display?: string): Coding {
  return { system, code, ...(display !== undefined && { display }) };
}
