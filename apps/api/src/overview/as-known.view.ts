import { CHANGES, type Entity } from '#database';
import { IsCode, IsDocument, IsId, IsInstant, IsListOf, IsPart, IsText, IsWhole } from '../http/index.js';
import type { SignedCheckpoint } from '../log/index.js';

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

/** The end of the log on which an answer about the past rests. */
export class BasisView {
  @IsWhole({ min: 1, max: Number.MAX_SAFE_INTEGER, about: 'How many entries the log held.', example: 1_234 })
  size: number;

  @IsText({ max: 64, about: 'The root of its tree, base64.', example: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=' })
  root: string;

  @IsInstant({ about: 'When it was signed.' })
  signedAt: string;
}

/** The case as it was known at an instant: the last version of each aggregate that the log held then. */
export class CaseAsKnownView {
  @IsId()
  id: string;

  @IsInstant({ about: 'The instant that was asked for.' })
  asOf: string;

  @IsPart(() => BasisView, {
    nullable: true,
    about:
      'The last checkpoint signed at or before that instant: what it does not hold was not known. Null before the first one: then recorded time decides.',
  })
  checkpoint: BasisView | null;

  @IsListOf(() => KnownDocumentView, {
    max: 100_000,
    about: 'The patient, the case, its assessments, decisions, orders and so on.',
  })
  known: KnownDocumentView[];
}

export function toCheckpointView({ size, root, signedAt }: SignedCheckpoint): BasisView {
  return { size, root: root.toString('base64'), signedAt: signedAt.toISOString() };
}
