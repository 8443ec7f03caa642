import {
  IMAGING_MODALITIES,
  IMAGING_RESULTS,
  ORDER_KINDS,
  RISK_GROUPS,
  type Anchor,
  type ImagingModality,
  type ImagingResult,
  type IntervalProposal,
  type OrderKind,
  type RiskGroup,
} from '#pathway';
import { VERTEBRAL_LEVELS, type VertebralLevel } from '#scoring';
import {
  IMAGING_CANCEL_REASONS,
  IMAGING_ORDER_STATES,
  LATE_BOOKING_REASONS,
  type ImagingCancelReason,
  type ImagingOrderState,
  type LateBookingReason,
} from '#workflow';
import { code, IsCode, IsDay, IsFlag, IsId, IsInstant, IsListOf, IsPart, IsText, IsWhole } from '../http/index.js';
import { ResultFactsDto } from './dto/orders.dto.js';
import type { Escalation, FollowUp, ImagingOrder } from './follow-up.js';
import type { ListedOrder } from './follow-up.repository.js';
import type { Proposal } from './planning/replan.js';

const MANY = 2_147_483_647;
const BASES = ['treatment-completed', 'treatment-planned', 'decision-in-force'] as const;

export class RiskReasonView {
  @IsCode(RISK_GROUPS, { example: 'intermediate' })
  risk: RiskGroup;

  @IsText({ max: 100, example: 'fewer-than-two-scans' })
  code: string;

  @IsText({ max: 500, example: 'Fewer than two scans since treatment.' })
  sentence: string;
}

/** A routine interval that explains itself. */
export class IntervalView implements IntervalProposal {
  @IsText({ max: 20, example: '1', about: 'Of the rule.' })
  version: string;

  @IsWhole({ min: 6, max: 16, example: 8 })
  weeks: number;

  @IsCode(RISK_GROUPS, { example: 'intermediate' })
  riskGroup: RiskGroup;

  @IsListOf(() => RiskReasonView, { max: 50, about: 'The most cautious decides; all are listed.' })
  reasons: RiskReasonView[];

  @IsWhole({ min: 6, max: 16, example: 8, about: 'The longest interval this risk allows.' })
  cap: number;

  @IsWhole({ min: 0, max: 1_000, example: 8, about: 'What the last result makes of the interval before.' })
  step: number;

  @IsText({ max: 500, example: 'First scan: as long as the risk allows.' })
  stepReason: string;
}

export class OrderExplanationView {
  @IsWhole({ min: 0, max: 520, nullable: true, example: 8, about: 'The interval it was made with.' })
  weeks: number | null;

  @IsPart(() => IntervalView, { nullable: true })
  proposal: IntervalView | null;

  @IsDay({ nullable: true, about: 'The day it would have been, were that not closed.' })
  movedFrom: string | null;

  @IsDay({ optional: true, about: 'The day it was due before the board’s imaging was levelled.' })
  levelledFrom?: string;
}

/** Before whom an examination was brought that nobody saw to. */
export class EscalationView implements Escalation {
  @IsWhole({ min: 1, max: 2, example: 1, about: '1: its named specialist. 2: the chair of the board.' })
  level: Escalation['level'];

  @IsId()
  toUserId: string;

  @IsInstant()
  at: string;
}

export class ImagingOrderView {
  @IsId()
  id: string;

  @IsId()
  caseId: string;

  @IsCode(ORDER_KINDS, { example: 'routine' })
  kind: OrderKind;

  @IsFlag({ about: 'Counted from a planned day until the treatment is over.' })
  isPlanned: boolean;

  @IsDay({ nullable: true })
  countedFrom: string | null;

  @IsDay()
  dueOn: string;

  @IsDay()
  windowFrom: string;

  @IsDay()
  windowTo: string;

  @IsCode(IMAGING_MODALITIES, { example: 'mri-levels' })
  modality: ImagingModality;

  @IsListOf(code(VERTEBRAL_LEVELS), { max: VERTEBRAL_LEVELS.length, example: ['T7', 'T8'] })
  levels: readonly VertebralLevel[];

  @IsPart(() => OrderExplanationView)
  explanation: OrderExplanationView;

  @IsText({ max: 2_000, lines: true, nullable: true, example: 'New pain at night.' })
  reason: string | null;

  @IsCode(IMAGING_ORDER_STATES, { example: 'due' })
  state: ImagingOrderState;

  @IsFlag({ about: 'Booked after its window was missed.' })
  isLate: boolean;

  @IsInstant({ nullable: true })
  bookedFor: string | null;

  @IsCode(LATE_BOOKING_REASONS, { nullable: true })
  bookingReason: LateBookingReason | null;

  @IsInstant({ nullable: true })
  performedAt: string | null;

  @IsText({ max: 64, nullable: true, example: '1.2.840.113619.2.55.3.1' })
  studyUid: string | null;

  @IsCode(IMAGING_RESULTS, { nullable: true, example: 'stable' })
  result: ImagingResult | null;

  @IsPart(() => ResultFactsDto, { nullable: true })
  resultFacts: ResultFactsDto | null;

  @IsFlag({ about: 'Perhaps pseudoprogression: the named specialist confirms it.' })
  needsConfirmation: boolean;

  @IsId({ nullable: true })
  reportedBy: string | null;

  @IsInstant({ nullable: true })
  reportedAt: string | null;

  @IsId({ about: 'Who must acknowledge the report.' })
  specialistId: string;

  @IsId({ nullable: true })
  acknowledgedBy: string | null;

  @IsInstant({ nullable: true })
  acknowledgedAt: string | null;

  @IsCode(IMAGING_CANCEL_REASONS, { nullable: true })
  cancelReason: ImagingCancelReason | null;

  @IsPart(() => EscalationView, {
    nullable: true,
    about: 'Null while nobody had to be told, and again once somebody has seen to it.',
  })
  escalation: EscalationView | null;

  @IsWhole({ min: 1, max: MANY, example: 1 })
  version: number;
}

export class OrderedPatientView {
  @IsId()
  id: string;

  @IsText({ max: 200, example: 'Jansen' })
  familyName: string;

  @IsText({ max: 200, example: 'Maria' })
  givenName: string;
}

export class ListedOrderView extends ImagingOrderView {
  @IsPart(() => OrderedPatientView)
  patient: OrderedPatientView;
}

export class PolicyView {
  @IsWhole({ min: 0, max: 520, nullable: true, example: 8, about: 'A specialist’s own interval; null: as proposed.' })
  weeks: number | null;

  @IsFlag()
  isException: boolean;

  @IsText({ max: 2_000, lines: true, nullable: true, example: 'Growth was slow for two years.' })
  reason: string | null;
}

export class AnchorView implements Anchor {
  @IsDay()
  on: string;

  @IsCode(BASES, { example: 'treatment-completed' })
  basis: Anchor['basis'];

  @IsFlag()
  planned: boolean;
}

export class FollowUpView {
  @IsId()
  caseId: string;

  @IsPart(() => PolicyView)
  policy: PolicyView;

  @IsPart(() => AnchorView, { nullable: true, about: 'Where routine imaging counts from.' })
  anchor: AnchorView | null;

  @IsFlag({ about: 'A treatment began without an MRI to compare with.' })
  baselineMissing: boolean;

  @IsListOf(() => ImagingOrderView, { max: 10_000, about: 'By due date.' })
  orders: readonly ImagingOrderView[];

  @IsWhole({ min: 0, max: MANY, example: 1, about: '0 before anything was planned.' })
  version: number;
}

export class ProposalView {
  @IsWhole({ min: 0, max: 520, example: 8, about: 'A specialist’s own interval, else the proposed one.' })
  weeks: number;

  @IsPart(() => IntervalView)
  interval: IntervalView;

  @IsDay()
  countedFrom: string;

  @IsDay({ nullable: true, about: 'Null where every day of the window is closed: the coordinator is asked.' })
  dueOn: string | null;

  @IsDay()
  windowFrom: string;

  @IsDay()
  windowTo: string;

  @IsText({ max: 500, nullable: true, example: 'No day from 2026-05-01 to 2026-05-08 is open.' })
  question: string | null;
}

export function toOrderView(order: ImagingOrder): ImagingOrderView {
  return order;
}

export function toListedOrderView({ order, patient }: ListedOrder): ListedOrderView {
  return { ...order, patient };
}

export function toFollowUpView(followUp: FollowUp): FollowUpView {
  return followUp;
}

export function toProposalView({ proposal, weeks, next }: Proposal): ProposalView {
  const { countedFrom, windowFrom, windowTo } = next;
  const isPlanned = next.kind === 'planned';
  return {
    weeks,
    interval: proposal,
    countedFrom,
    windowFrom,
    windowTo,
    dueOn: isPlanned ? next.dueOn : null,
    question: isPlanned ? null : next.sentence,
  };
}
