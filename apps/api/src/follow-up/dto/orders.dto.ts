import {
  IMAGING_MODALITIES,
  IMAGING_RESULTS,
  type CalendarDate,
  type ImagingModality,
  type ImagingResult,
} from '#pathway';
import { ESCC_GRADES, VERTEBRAL_LEVELS, type EsccGrade, type VertebralLevel } from '#scoring';
import {
  IMAGING_CANCEL_REASONS,
  IMAGING_ORDER_STATES,
  IMAGING_REASSIGN_REASONS,
  LATE_BOOKING_REASONS,
  type ImagingCancelReason,
  type ImagingOrderState,
  type ImagingReassignReason,
  type LateBookingReason,
} from '#workflow';
import {
  code,
  IsCode,
  IsDay,
  IsFlag,
  IsId,
  IsInstant,
  IsListOf,
  IsPart,
  IsText,
  IsWhole,
  PageQuery,
} from '../../http/index.js';
import { ORDER_SORTS, type OrderSort } from '../follow-up.repository.js';

export class OrderIdParam {
  @IsId()
  orderId: string;
}

export class OrdersQuery extends PageQuery {
  @IsListOf(code(IMAGING_ORDER_STATES), {
    max: IMAGING_ORDER_STATES.length,
    optional: true,
    about: 'Repeat the name for several.',
  })
  state?: ImagingOrderState[];

  @IsId({ optional: true, about: 'Orders of this board.' })
  board?: string;

  @IsDay({ optional: true, about: 'Due before this day.' })
  dueBefore?: CalendarDate;

  @IsFlag({ optional: true, about: 'Only those whose window is over; false for the others.' })
  overdue?: boolean;

  @IsId({
    optional: true,
    about: 'Only those brought before this person, because nobody saw to them for as long as the board allows.',
  })
  escalatedTo?: string;

  @IsCode(ORDER_SORTS, {
    default: 'due',
    optional: true,
    about:
      '`due` by due date; `risk` by the risk of waiting, then by due date: what nobody judged to be able to wait stands with the high risk.',
  })
  sort: OrderSort = 'due';
}

/** What a person orders beside the planned examinations. */
export const ORDERED_KINDS = ['routine', 'clinically-indicated', 'board-exception'] as const;

export class OrderImagingDto {
  @IsCode(ORDERED_KINDS, {
    example: 'clinically-indicated',
    about: 'Clinically indicated: any day, with its reason. Routine: 6 to 16 weeks. A board exception may leave them.',
  })
  kind: (typeof ORDERED_KINDS)[number];

  @IsDay({ optional: true, about: 'Required when clinically indicated; not before today.' })
  dueOn?: CalendarDate;

  @IsWhole({
    min: 1,
    max: 520,
    optional: true,
    example: 8,
    about: 'Required of a routine examination and of an exception: counted from the last scan.',
  })
  weeks?: number;

  @IsCode(IMAGING_MODALITIES, { optional: true, example: 'mri-levels' })
  modality?: ImagingModality;

  @IsListOf(code(VERTEBRAL_LEVELS), { max: VERTEBRAL_LEVELS.length, unique: true, optional: true, example: ['T8'] })
  levels?: VertebralLevel[];

  @IsText({ max: 2_000, lines: true, optional: true, example: 'New pain at night.' })
  reason?: string;
}

export class BookImagingDto {
  @IsInstant({ about: 'Not before now; inside the window unless that was missed.' })
  bookedFor: string;

  @IsCode(LATE_BOOKING_REASONS, { optional: true, about: 'Required once the window was missed: it counts as late.' })
  reason?: LateBookingReason;
}

export class PerformImagingDto {
  @IsInstant({ about: 'Not later than now.' })
  performedAt: string;

  @IsText({ max: 64, optional: true, example: '1.2.840.113619.2.55.3.1', about: 'DICOM Study Instance UID.' })
  studyUid?: string;
}

export class ResultFactsDto {
  @IsCode(ESCC_GRADES, { optional: true, example: '1b', about: 'Worst grade now.' })
  escc?: EsccGrade;

  @IsFlag({ optional: true })
  rapidProgression?: boolean;

  @IsFlag({ optional: true })
  newOrGrowingEpiduralDisease?: boolean;

  @IsFlag({ optional: true })
  newOrGrowingParaspinalDisease?: boolean;

  @IsFlag({ optional: true })
  neurologicalChange?: boolean;

  @IsFlag({
    optional: true,
    about: 'The reader calls the growth small: within 3 to 6 months of SBRT it is confirmed first.',
  })
  isSmallGrowth?: boolean;
}

export class ReportImagingDto {
  @IsCode(IMAGING_RESULTS, { example: 'stable' })
  result: ImagingResult;

  @IsPart(() => ResultFactsDto, { optional: true })
  facts?: ResultFactsDto;
}

export const ACKNOWLEDGE_ACTIONS = ['relist', 'order-confirming-scan'] as const;

export class AcknowledgeImagingDto {
  @IsCode(ACKNOWLEDGE_ACTIONS, {
    optional: true,
    about: 'Required, and only then, for a report that needs confirmation.',
  })
  action?: (typeof ACKNOWLEDGE_ACTIONS)[number];

  @IsDay({ optional: true, about: 'The day of the confirming scan.' })
  confirmOn?: CalendarDate;
}

export class ReassignImagingDto {
  @IsId({ about: 'A specialist of the board: who must acknowledge from now on.' })
  specialistId: string;

  @IsCode(IMAGING_REASSIGN_REASONS)
  reasonCode: ImagingReassignReason;
}

export class CancelImagingDto {
  @IsCode(IMAGING_CANCEL_REASONS)
  reasonCode: ImagingCancelReason;
}

export class ChangePolicyDto {
  @IsWhole({ min: 1, max: 520, nullable: true, example: 8, about: 'Null: as proposed.' })
  weeks: number | null;

  @IsFlag({ optional: true, about: 'A documented exception of the board: it may leave 6 to 16 weeks.' })
  isException?: boolean;

  @IsText({ max: 2_000, lines: true, example: 'Growth was slow for two years.' })
  reason: string;
}
