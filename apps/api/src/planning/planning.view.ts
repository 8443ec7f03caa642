import { READINESS_ITEM_IDS, READINESS_OWNERS, SEVERITIES, type ReadinessGap } from '#pathway';
import { QUORUM_OUTLOOKS, SPECIALTIES, type QuorumOutlook, type Specialty, type SpecialtyOutlook } from '#workflow';
import {
  id,
  IsCode,
  IsDay,
  IsDigest,
  IsFlag,
  IsId,
  IsInstant,
  IsListOf,
  IsText,
  IsWhole,
  text,
} from '../http/index.js';

/** At most so many ready cases are placed in one go. */
export const MOST_CASES = 2_000;
const REASON = text({ max: 500, example: 'Waiting since 2026-02-24.' });

export class GapView implements ReadinessGap {
  @IsCode(READINESS_ITEM_IDS, { example: 'mri-whole-spine' })
  item: ReadinessGap['item'];

  @IsText({ max: 200, example: 'MRI of the whole spine, or CT where MRI is impossible' })
  title: string;

  @IsCode(SEVERITIES)
  severity: ReadinessGap['severity'];

  @IsCode(READINESS_OWNERS, { about: 'Who is asked to mend it.' })
  owner: ReadinessGap['owner'];

  @IsText({ max: 500, example: 'NICE NG234, Spinal metastases and metastatic spinal cord compression (2023)' })
  source: string;

  @IsCode(['missing', 'too-old'], { example: 'too-old' })
  status: ReadinessGap['status'];

  @IsText({ max: 2_000, lines: true, example: '30 days old; at most 28 days are accepted: renew it.' })
  reason: string;

  @IsDay({ nullable: true, about: 'Renewed earlier than this it is too old again at the meeting.' })
  renewFrom: string | null;
}

export class SpecialtyOutlookView implements SpecialtyOutlook {
  @IsCode(SPECIALTIES)
  specialty: Specialty;

  @IsCode(QUORUM_OUTLOOKS)
  outlook: QuorumOutlook;

  @IsListOf(id(), { max: 100, about: 'Who has said to come.' })
  coming: string[];

  @IsListOf(id(), { max: 100, about: 'Who may still come: no answer yet, or tentative.' })
  open: string[];

  @IsText({ max: 300, example: 'Spine surgery has not accepted yet.' })
  sentence: string;
}

export class MeetingOutlookView {
  @IsId()
  meetingId: string;

  @IsInstant({ example: '2026-03-03T14:00:00.000Z' })
  startsAt: string;

  @IsInstant({ about: 'Until when what is missing can still be mended: listing closes, or the meeting begins.' })
  mendUntil: string;

  @IsFlag({ about: 'Listing has closed: late listing needs its reason.' })
  isPastDeadline: boolean;

  @IsCode(QUORUM_OUTLOOKS, { about: 'By the replies to the invitations, and the deputies.' })
  quorum: QuorumOutlook;

  @IsListOf(() => SpecialtyOutlookView, { max: 20 })
  perSpecialty: SpecialtyOutlookView[];
}

export class CaseAtMeetingView extends MeetingOutlookView {
  @IsFlag({ about: 'No blocker will be missing or too old on that day.' })
  willBeReady: boolean;

  @IsListOf(() => GapView, { max: 50, about: 'What will be missing or too old on that day; blockers first.' })
  gaps: GapView[];
}

export class CaseForecastView {
  @IsId()
  caseId: string;

  @IsListOf(() => CaseAtMeetingView, { max: 50, about: 'The board’s next meetings.' })
  items: CaseAtMeetingView[];
}

export class ItemForecastView {
  @IsId()
  itemId: string;

  @IsId()
  caseId: string;

  @IsFlag()
  willBeReady: boolean;

  @IsListOf(() => GapView, { max: 50 })
  gaps: GapView[];
}

export class MeetingForecastView extends MeetingOutlookView {
  @IsListOf(() => ItemForecastView, { max: 500, about: 'What waits on the agenda, in its order.' })
  items: ItemForecastView[];
}

export class PredictedDeferralView {
  @IsId()
  meetingId: string;

  @IsInstant({ example: '2026-03-03T14:00:00.000Z' })
  startsAt: string;

  @IsInstant()
  mendUntil: string;

  @IsId()
  itemId: string;

  @IsId()
  caseId: string;

  @IsListOf(() => GapView, { max: 50, about: 'The blockers among what it will lack.' })
  gaps: GapView[];

  @IsListOf(() => SpecialtyOutlookView, { max: 20, about: 'Specialties that nobody can come for.' })
  absent: SpecialtyOutlookView[];

  @IsText({ max: 2_000, example: 'Nobody can come for spine surgery.' })
  sentence: string;
}

export class PredictedDeferralsView {
  @IsListOf(() => PredictedDeferralView, { max: 5_000 })
  items: PredictedDeferralView[];
}

export class PlacementView {
  @IsId()
  caseId: string;

  @IsId()
  meetingId: string;

  @IsWhole({ min: 1, max: 240, example: 10 })
  minutes: number;

  @IsListOf(REASON, { max: 60, about: 'Why there and why then, the weightiest first.' })
  reasons: string[];
}

export class LeftCaseView {
  @IsId()
  caseId: string;

  @IsListOf(REASON, { max: 60, about: 'What stands in its way, meeting by meeting.' })
  reasons: string[];
}

export class ProposalMeetingView extends MeetingOutlookView {
  @IsWhole({ min: 0, max: 10_000, example: 40, about: 'Minutes that its agenda has left before this proposal.' })
  freeMinutes: number;

  @IsWhole({ min: 1, max: 2_147_483_647, example: 4 })
  agendaVersion: number;
}

export class AgendaProposalView {
  @IsFlag({ about: 'False: a proposal; send its digest as “confirm” to apply it.' })
  isApplied: boolean;

  @IsDigest()
  digest: string;

  @IsListOf(() => ProposalMeetingView, { max: 50 })
  meetings: ProposalMeetingView[];

  @IsListOf(() => PlacementView, { max: MOST_CASES, about: 'By meeting, each in the order of its discussions.' })
  placements: PlacementView[];

  @IsListOf(() => LeftCaseView, { max: MOST_CASES, about: 'Cases that no meeting can take.' })
  left: LeftCaseView[];
}
