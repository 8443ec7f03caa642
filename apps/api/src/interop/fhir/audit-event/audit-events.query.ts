import { ACCESSES, CHANGES, NOTES, type EventType } from '#database';
import { code, id, IsCode, IsListOf, IsText, IsWhole, text } from '../../../http/index.js';
import { OWN } from '../fhir-codes.js';

const TYPES = [...Object.keys(ACCESSES), ...Object.keys(CHANGES), ...NOTES] as EventType[];
const MAX_COUNT = 200;

const DAY = String.raw`\d{4}-\d{2}-\d{2}`;
const DATE = new RegExp(`^(?:eq|ge|gt|le|lt)?${DAY}(?:T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,6})?(?:Z|[+-]\\d{2}:\\d{2}))?$`);
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** The search parameters of AuditEvent (FHIR R4) that have an index; any other is refused. */
export class AuditEventsQuery {
  @IsListOf(
    text({ max: 40, pattern: DATE, shape: 'a day or an instant behind eq, ge, gt, le or lt', example: 'ge2026-03-02' }),
    { max: 2, optional: true, about: 'When it was recorded. Twice for a period.' },
  )
  date?: string[];

  @IsText({
    max: 60,
    optional: true,
    pattern: new RegExp(`^(?:Patient/)?${UUID}$`),
    shape: 'Patient/{id}',
    example: `Patient/${String(id().schema['example'])}`,
  })
  patient?: string;

  @IsText({
    max: 60,
    optional: true,
    pattern: new RegExp(`^(?:Practitioner/)?${UUID}$`),
    shape: 'Practitioner/{id}',
    example: `Practitioner/${String(id().schema['example'])}`,
  })
  agent?: string;

  @IsText({
    max: 150,
    optional: true,
    about: 'The id of a record, or urn:consilium:request-id|{X-Request-Id}.',
    example: `${OWN.requestId}|0190a6a0-7c1e-7b2e-8f53-3c1d7e2f4a5b`,
  })
  'entity.identifier'?: string;

  @IsListOf(code([...TYPES, ...TYPES.map((type) => `${OWN.eventType}|${type}`)], 'decision.signed'), {
    max: 20,
    optional: true,
    about: 'One of our own codes, with or without their system.',
  })
  subtype?: string[];

  @IsCode(['0', '4', '8'], { optional: true, about: 'Done, refused, failed.' })
  outcome?: '0' | '4' | '8';

  @IsCode(['date', '-date'], { optional: true, example: '-date', default: '-date' })
  _sort: 'date' | '-date' = '-date';

  @IsWhole({ min: 1, max: MAX_COUNT, default: 50, example: 50, optional: true })
  _count = 50;

  @IsText({ max: 1_000, optional: true, about: 'Out of the link to the next page.', example: 'x' })
  _cursor?: string;
}
