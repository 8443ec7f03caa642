import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { CaseFile } from '../cases/index.js';
import type { PatientView } from '../patients/index.js';
import type { PlaceView } from './case-summary.view.js';

/** What surrounds a case: whose it is, and where it stands on agendas. */
export interface CaseContext {
  readonly patient: PatientView;
  readonly places: PlaceView[];
}

@Injectable()
export class CaseContextRepository {
  async of(tx: Tx, { organisationId, patientId, caseId }: CaseFile): Promise<CaseContext> {
    const [row] = await tx.sql<{ context: CaseContext }>(CONTEXT, [organisationId, patientId, caseId]);
    if (!row) throw new Error(`Case ${caseId} has no patient.`);
    return row.context;
  }
}

export const CONTEXT = `
  SELECT json_build_object(
    'patient', json_build_object(
      'id', p.id, 'familyName', p.family_name, 'givenName', p.given_name, 'bornOn', p.born_on, 'sex', p.sex,
      'deceasedOn', p.deceased_on, 'version', p.version,
      'identifiers', (SELECT coalesce(json_agg(json_build_object('system', i.system, 'value', i.value) ORDER BY i.system, i.value), '[]')
        FROM clinical.patient_identifier i WHERE i.organisation_id = p.organisation_id AND i.patient_id = p.id)),
    'places', (SELECT coalesce(json_agg(json_build_object(
        'agendaItemId', a.id, 'meetingId', m.id, 'startsAt', m.starts_at, 'chairId', m.chair_id, 'purpose', a.purpose, 'state', a.state)
        ORDER BY m.starts_at, a.id), '[]')
      FROM clinical.agenda_item a
      JOIN clinical.meeting m ON m.organisation_id = a.organisation_id AND m.id = a.meeting_id
      WHERE a.organisation_id = p.organisation_id AND a.case_id = $3::uuid AND a.state IN ('listed', 'open'))) AS context
  FROM clinical.patient p
  WHERE p.organisation_id = $1::uuid AND p.id = $2::uuid`;
