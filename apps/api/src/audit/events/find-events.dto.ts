import { ACCESSES, CHANGES, NOTES, type Entity, type EventType } from '#database';
import { code, IsCode, IsId, IsInstant, IsListOf, IsPart, IsText, PageQuery } from '../../http/index.js';
import { PatientIdentifierDto } from '../../patients/index.js';
import { OUTCOMES, type Outcome } from '../leaf.js';

export const EVENT_TYPES = [...Object.keys(ACCESSES), ...Object.keys(CHANGES), ...NOTES] as EventType[];
export const ENTITIES = [...new Set(Object.values(CHANGES))];

const SORTS = ['newest', 'oldest'] as const;
type Sort = (typeof SORTS)[number];

export class EventIdParam {
  @IsId()
  eventId: string;
}

class EventConditions extends PageQuery {
  @IsId({ optional: true, about: 'About this case, or about anything that belongs to it.' })
  case?: string;

  @IsId({ optional: true, about: 'Done by this person.' })
  actor?: string;

  @IsListOf(code(EVENT_TYPES, 'decision.signed'), {
    max: 20,
    unique: true,
    optional: true,
    about: 'What was done. Repeat the name for several.',
  })
  type?: EventType[];

  @IsCode(OUTCOMES, { optional: true, example: 'refused' })
  outcome?: Outcome;

  @IsCode(ENTITIES, { optional: true, example: 'decision-revision', about: 'What kind of record it is about.' })
  entity?: Entity;

  @IsId({ optional: true, about: 'Which record it is about.' })
  entityId?: string;

  @IsText({
    min: 8,
    max: 64,
    pattern: /^[A-Za-z0-9._-]*$/,
    shape: 'letters, digits, dots, dashes and underscores',
    optional: true,
    about: 'Done by this one request: its X-Request-Id.',
    example: '0190a6a0-7c1e-7b2e-8f53-3c1d7e2f4a5b',
  })
  request?: string;

  @IsInstant({ optional: true, about: 'Recorded at or after this instant.' })
  from?: string;

  @IsInstant({ optional: true, about: 'Recorded before this instant.' })
  until?: string;

  @IsCode(SORTS, { default: 'newest', optional: true })
  sort: Sort = 'newest';
}

export class EventsQuery extends EventConditions {
  @IsId({ optional: true, about: 'Naming this patient. By a number of theirs, ask in a body.' })
  patient?: string;
}

export class SearchEventsDto extends EventConditions {
  @IsPart(() => PatientIdentifierDto, { about: 'Naming the patient who has exactly this one.' })
  identifier: PatientIdentifierDto;
}
