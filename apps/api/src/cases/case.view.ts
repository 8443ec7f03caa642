import {
  CLOCK_STATES,
  CLOCKS,
  clockState,
  minutesOn,
  STOP_EVENTS,
  type ClockKind,
  type ClockState,
  type StopEvent,
} from '#pathway';
import { CASE_STATES, CLOCK_BREACH_REASONS, LANES, type CaseState, type ClockBreachReason, type Lane } from '#workflow';
import {
  code,
  IsCode,
  IsId,
  IsInstant,
  IsListOf,
  IsPart,
  IsRecordOf,
  IsText,
  IsWhole,
  instant,
} from '../http/index.js';
import type { CaseClock, CaseFile } from './case-file.js';
import { SuspicionDto } from './dto/suspicion.dto.js';

const CLOCK_KINDS = Object.keys(CLOCKS) as ClockKind[];
const MAX_MINUTES = 2_147_483_647;

export class ClockView {
  @IsId()
  id: string;

  @IsCode(CLOCK_KINDS, { example: 'compression-mri' })
  kind: ClockKind;

  @IsText({ max: 200, example: CLOCKS['compression-mri'].title })
  title: string;

  @IsInstant()
  startedAt: string;

  @IsInstant({ nullable: true, about: 'Null: minutes are shown, nothing is breached.' })
  dueAt: string | null;

  @IsCode(CLOCK_STATES, { example: 'running' })
  state: ClockState;

  @IsWhole({ min: 0, max: MAX_MINUTES, example: 95, about: 'From the start to the stop, or until now.' })
  minutes: number;

  @IsListOf(code(STOP_EVENTS), { max: STOP_EVENTS.length, about: 'It stops when each of these has happened.' })
  stopEvents: readonly StopEvent[];

  @IsRecordOf(instant(), { max: STOP_EVENTS.length, example: { 'mri-performed': '2026-03-02T09:30:00.000Z' } })
  happened: Readonly<Partial<Record<StopEvent, string>>>;

  @IsInstant({ nullable: true })
  stoppedAt: string | null;

  @IsText({ max: 100, nullable: true, about: 'Why it was stopped without its event.', example: 'patient-declined' })
  stopReason: string | null;

  @IsCode(CLOCK_BREACH_REASONS, { nullable: true })
  breachReason: ClockBreachReason | null;

  @IsText({ max: 2_000, nullable: true, lines: true, example: 'The scanner broke down.' })
  note: string | null;

  @IsText({ max: 500, example: CLOCKS['compression-mri'].source })
  source: string;
}

export class WaiverView {
  @IsId()
  id: string;

  @IsText({ max: 100, example: 'albumin' })
  item: string;

  @IsText({ max: 2_000, lines: true, example: 'The patient refuses blood tests.' })
  reason: string;

  @IsId()
  waivedBy: string;

  @IsInstant()
  waivedAt: string;
}

export class NoticeView {
  @IsId()
  id: string;

  @IsText({ max: 100, example: 'trigger' })
  kind: string;

  @IsText({ max: 100, example: 'progression' })
  reasonCode: string;

  @IsInstant()
  raisedAt: string;

  @IsInstant({ nullable: true })
  settledAt: string | null;
}

export class CaseView {
  @IsId()
  id: string;

  @IsId()
  boardId: string;

  @IsId()
  patientId: string;

  @IsCode(CASE_STATES, { example: 'workup' })
  state: CaseState;

  @IsInstant()
  stateSince: string;

  @IsCode(LANES, { example: 'emergency' })
  lane: Lane;

  @IsText({
    max: 2_100,
    lines: true,
    nullable: true,
    about: 'Null while the clocks alone chose it.',
    example: 'new-finding',
  })
  laneReason: string | null;

  @IsWhole({ min: 0, max: 1_000, example: 0, about: '0 is ordinary; deferral and return raise it.' })
  priority: number;

  @IsText({ max: 4_000, lines: true, example: 'Radiotherapy alone, or stabilisation first?' })
  question: string;

  @IsPart(() => SuspicionDto)
  suspicion: SuspicionDto;

  @IsId()
  referredBy: string;

  @IsInstant()
  referredAt: string;

  @IsText({ max: 100, nullable: true, about: 'Why the case left its last state.', example: 'progression' })
  reasonCode: string | null;

  @IsText({ max: 2_000, nullable: true, lines: true, example: 'New lesion at L2.' })
  reasonText: string | null;

  @IsListOf(() => ClockView, { max: 100 })
  clocks: ClockView[];

  @IsListOf(() => WaiverView, { max: 1_000 })
  waivers: WaiverView[];

  @IsListOf(() => NoticeView, { max: 1_000 })
  notices: NoticeView[];

  @IsWhole({ min: 1, max: MAX_MINUTES, example: 3 })
  version: number;
}

/** The case as people see it at an instant, which the states of its clocks depend on. */
export function toCaseView(file: CaseFile, now: Date): CaseView {
  const { organisationId: _organisation, board: _board, caseId, ...known } = file;
  const { patientAlias: _alias, patientBornOn: _bornOn, ...view } = known;
  return {
    ...view,
    id: caseId,
    clocks: file.clocks.map((clock) => toClockView(clock, now.toISOString())),
    waivers: [...file.waivers],
    notices: [...file.notices],
  };
}

/** A clock with its state and its minutes at an ISO instant. */
export function toClockView(clock: CaseClock, now: string): ClockView {
  const { lane: _lane, ...view } = clock;
  const { title } = CLOCKS[clock.kind];
  return { ...view, title, state: clockState(clock, now), minutes: minutesOn(clock, now) };
}
