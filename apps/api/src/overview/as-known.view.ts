import { CHANGES, type Entity } from '#database';
import { IsCode, IsDocument, IsId, IsInstant, IsListOf, IsWhole } from '../http/index.js';

const ENTITIES = [...new Set(Object.values(CHANGES))];

export class KnownDocumentView {
  @IsCode(ENTITIES, { example: 'case' })
  entity: Entity;

  @IsId()
  entityId: string;

  @IsWhole({ min: 1, max: 2_147_483_647, example: 4 })
  version: number;

  @IsInstant({ about: 'Since when it was known so.' })
  recordedAt: string;

  @IsDocument({
    nullable: true,
    about: 'The whole aggregate as it was committed to; null once erased.',
    example: { state: 'workup' },
  })
  document: unknown;
}

/** The case as it was known at an instant: the last version of each aggregate recorded until then. */
export class CaseAsKnownView {
  @IsId()
  id: string;

  @IsInstant({ about: 'Recorded time.' })
  asOf: string;

  @IsListOf(() => KnownDocumentView, {
    max: 100_000,
    about: 'The patient, the case, its assessments, decisions, orders and so on.',
  })
  known: KnownDocumentView[];
}
