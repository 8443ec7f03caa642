import { CHANGES, type ChangeType, type Entity } from '#database';
import { IsCode, IsDocument, IsId, IsJson, IsListOf, IsText, IsWhole, text } from '../http/index.js';
import { ToldEventView } from './told-event.view.js';

const ENTITIES = [...new Set(Object.values(CHANGES))];
const CHANGE_TYPES = Object.keys(CHANGES) as ChangeType[];

export class DifferenceView {
  @IsText({ max: 500, about: 'Where, as a JSON pointer into the documents.', example: '/state' })
  pointer: string;

  @IsJson({ nullable: true, about: 'Null where there was nothing.', example: 'workup' })
  before: unknown;

  @IsJson({ nullable: true, about: 'Null where nothing is left.', example: 'ready' })
  after: unknown;
}

export class HistoryEntryView extends ToldEventView {
  @IsCode(CHANGE_TYPES, { example: 'decision.signed' })
  type: ChangeType;

  @IsListOf(text({ max: 5_000, example: 'The case went from referred to workup.' }), {
    max: 1_000,
    about: 'What changed, in sentences; of a decision that replaces another, how it differs from it.',
  })
  details: string[];

  @IsCode(ENTITIES, { example: 'decision-revision' })
  entity: Entity;

  @IsId()
  entityId: string;

  @IsWhole({ min: 1, max: 2_147_483_647, example: 2 })
  version: number;

  @IsText({
    max: 64,
    nullable: true,
    about: 'Commitment to the document before; null for the first version.',
    example: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=',
  })
  commitmentBefore: string | null;

  @IsText({
    max: 64,
    about: 'Commitment to the document after: SHA-256 of salt and document, base64.',
    example: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=',
  })
  commitmentAfter: string;

  @IsDocument({
    nullable: true,
    about: 'The whole aggregate before; null for its first version.',
    example: { state: 'workup' },
  })
  before: unknown;

  @IsDocument({ nullable: true, about: 'The whole aggregate after.', example: { state: 'ready' } })
  after: unknown;

  @IsListOf(() => DifferenceView, { max: 10_000, about: 'Where the two differ; empty for a first version.' })
  differences: DifferenceView[];
}
