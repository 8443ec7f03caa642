import { IsCode, IsId, IsInstant, PageQuery } from '../../http/index.js';

const SORTS = ['newest', 'oldest'] as const;

export class PatientIdParam {
  @IsId()
  patientId: string;
}

export class DisclosuresQuery extends PageQuery {
  @IsInstant({ optional: true, about: 'Recorded at or after this instant.' })
  from?: string;

  @IsInstant({ optional: true, about: 'Recorded before this instant.' })
  until?: string;

  @IsCode(SORTS, { default: 'newest', optional: true })
  sort: (typeof SORTS)[number] = 'newest';
}
