import {
  AGENDA_ITEM_STATES,
  AGENDA_PURPOSES,
  LANES,
  LATE_LISTING_REASONS,
  type AgendaItemState,
  type AgendaPurpose,
  type Lane,
  type LateListingReason,
} from '#workflow';
import { IsCode, IsDay, IsId, IsInstant, IsText, IsWhole } from '../../http/index.js';
import type { Meeting } from '../meeting.js';
import type { AgendaItem } from './agenda-item.js';

const COUNT = { min: 1, max: 2_147_483_647 };

export class AgendaItemView {
  @IsId()
  id: string;

  @IsId()
  meetingId: string;

  @IsId()
  caseId: string;

  @IsCode(AGENDA_PURPOSES)
  purpose: AgendaPurpose;

  @IsId({ nullable: true, about: 'The provisional revision that a ratification is about.' })
  revisionId: string | null;

  @IsWhole({ min: 1, max: 240, example: 10 })
  minutes: number;

  @IsText({
    max: 2_000,
    about: 'Why it stands where it stands.',
    example: 'Emergency lane, put off once, waiting since 2026-02-24.',
  })
  placement: string;

  @IsCode(AGENDA_ITEM_STATES)
  state: AgendaItemState;

  @IsInstant({ nullable: true })
  openedAt: string | null;

  @IsInstant({ nullable: true })
  closedAt: string | null;

  @IsText({ max: 100, nullable: true, about: 'Why it was left without a decision.', example: 'imaging' })
  reasonCode: string | null;

  @IsText({ max: 2_000, lines: true, nullable: true, example: 'The MRI of yesterday is not reported yet.' })
  reasonText: string | null;

  @IsCode(LATE_LISTING_REASONS, { nullable: true, about: 'Why it came after listing had closed.' })
  lateReasonCode: LateListingReason | null;

  @IsText({ max: 2_000, lines: true, nullable: true, example: 'The weakness began this morning.' })
  lateReasonText: string | null;

  @IsWhole({ ...COUNT, example: 4, about: 'The meeting’s: If-Match for the next change of the agenda’s order.' })
  agendaVersion: number;

  @IsWhole({ ...COUNT, example: 2 })
  version: number;
}

/** A line of the agenda as the board sees it. */
export class AgendaEntryView extends AgendaItemView {
  @IsText({ max: 200, example: 'Jansen' })
  familyName: string;

  @IsText({ max: 200, example: 'Maria' })
  givenName: string;

  @IsDay({ example: '1958-07-14' })
  bornOn: string;

  @IsText({ max: 4_000, lines: true, example: 'Radiotherapy alone, or stabilisation first?' })
  question: string;

  @IsCode(LANES, { example: 'emergency' })
  lane: Lane;

  @IsWhole({ min: 0, max: 1_000, example: 0, about: 'How often the case was put off.' })
  priority: number;

  @IsInstant({ nullable: true, about: 'By the minutes of what comes before; null once it is over.' })
  expectedAt: string | null;
}

export function toAgendaItemView(item: AgendaItem, { agendaVersion }: Pick<Meeting, 'agendaVersion'>): AgendaItemView {
  const { id, meetingId, caseId, purpose, revisionId, minutes, placement } = item;
  const { state, openedAt, closedAt, reasonCode, reasonText, lateReasonCode, lateReasonText, version } = item;
  return {
    id,
    meetingId,
    caseId,
    purpose,
    revisionId,
    minutes,
    placement,
    state,
    openedAt,
    closedAt,
    reasonCode,
    reasonText,
    lateReasonCode,
    lateReasonText,
    agendaVersion,
    version,
  };
}

/** The agenda in its order; `expectedAt` holds for those that still wait, one after the other. */
export function toAgendaEntryView(item: AgendaItem, meeting: Meeting, expectedAt: string | null): AgendaEntryView {
  const { familyName, givenName, bornOn, question, lane, priority } = item.case;
  return { ...toAgendaItemView(item, meeting), familyName, givenName, bornOn, question, lane, priority, expectedAt };
}
