import { IsCode, IsFlag, IsId, IsInstant, IsListOf, IsPart, IsText, IsWhole } from '../../http/index.js';
import {
  FAULT_KINDS,
  RECONCILIATION_STATES,
  type FaultKind,
  type Reconciliation,
  type ReconciliationState,
} from './reconciliation.js';

const COUNT = { min: 0, max: Number.MAX_SAFE_INTEGER };

export class FaultView {
  @IsCode(FAULT_KINDS, { example: 'row' })
  kind: FaultKind;

  @IsText({ max: 200, about: 'What it is about.', example: 'case 0190a6a0-7c1e-7b2e-8f53-3c1d7e2f4a5b' })
  where: string;

  @IsText({
    max: 2_000,
    example: 'The rows of the case 0190a6a0-7c1e-7b2e-8f53-3c1d7e2f4a5b do not say what its version 3 says, at /state.',
  })
  sentence: string;
}

export class CheckedView {
  @IsWhole({ ...COUNT, example: 120, about: 'Records with versions, their rows put together and compared.' })
  aggregates: number;

  @IsWhole({ ...COUNT, example: 843 })
  versions: number;

  @IsWhole({ ...COUNT, example: 4_120, about: 'Of the log.' })
  events: number;

  @IsWhole({ ...COUNT, example: 17 })
  tiles: number;

  @IsWhole({ ...COUNT, example: 911 })
  checkpoints: number;
}

export class LogEndView {
  @IsText({ max: 500, example: 'log.example.org/0190a6a0-7c1e-7b2e-8f53-3c1d7e2f4a5b' })
  origin: string;

  @IsWhole({ ...COUNT, example: 4_120 })
  size: number;

  @IsText({ max: 64, about: 'Base64.', example: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=' })
  root: string;
}

export class ReconciliationOutlineView {
  @IsId()
  id: string;

  @IsCode(RECONCILIATION_STATES)
  state: ReconciliationState;

  @IsId({ nullable: true, about: 'Null for the one of the night.' })
  askedBy: string | null;

  @IsInstant()
  askedAt: string;

  @IsInstant({ nullable: true })
  endedAt: string | null;

  @IsFlag({ nullable: true, about: 'Whether everything agrees; null until it has ended.' })
  isSound: boolean | null;

  @IsWhole({
    ...COUNT,
    nullable: true,
    example: 0,
    about: 'How many things do not agree; the first thousand are told.',
  })
  faultCount: number | null;

  @IsWhole({ min: 1, max: 2_147_483_647, example: 2 })
  version: number;
}

export class ReconciliationView extends ReconciliationOutlineView {
  @IsPart(() => LogEndView, { nullable: true, about: 'The end of the log that it rests on; null before there is one.' })
  log: LogEndView | null;

  @IsPart(() => CheckedView, { nullable: true })
  checked: CheckedView | null;

  @IsListOf(() => FaultView, { max: 1_000 })
  faults: readonly FaultView[];
}

export function toReconciliationOutlineView(reconciliation: Reconciliation): ReconciliationOutlineView {
  const { report, ...shown } = reconciliation;
  return { ...shown, isSound: report && report.faultCount === 0, faultCount: report?.faultCount ?? null };
}

export function toReconciliationView(reconciliation: Reconciliation): ReconciliationView {
  const { report } = reconciliation;
  return {
    ...toReconciliationOutlineView(reconciliation),
    log: report?.log ? { origin: report.log.origin, size: report.log.size, root: report.log.root } : null,
    checked: report?.counts ?? null,
    faults: report?.faults ?? [],
  };
}
