import { contentOf, type Revision } from '../decisions/index.js';
import type { Meeting } from '../meetings/index.js';
import { capital, instantInWords, recommendationInWords, specialtyInWords } from './letter-words.js';
import { facts, type Block, type Letter } from './paper/letter.js';

/** One case as it went through a meeting. */
export interface MinutedItem {
  readonly caseId: string;
  readonly patient: string;
  readonly question: string;
  readonly purpose: string;
  readonly state: string;
  readonly openedAt: string | null;
  readonly closedAt: string | null;
  readonly reason: string | null;
  /** What the meeting decided on it; null where it decided nothing. */
  readonly revision: Revision | null;
}

export interface MinuteFacts {
  readonly meeting: Meeting;
  readonly organisation: string;
  readonly board: { readonly name: string; readonly timeZone: string };
  readonly items: readonly MinutedItem[];
  readonly names: ReadonlyMap<string, string>;
}

/** The minute of a meeting: who was there and when, each case with what became of it. Its state is the meeting's last change. */
export function composeMinute(about: MinuteFacts): Letter {
  const { meeting, board, organisation, items } = about;
  return {
    title: 'Minute of the tumour board',
    from: `${board.name} · ${organisation}`,
    foot: `Meeting ${meeting.id}, as of its entry ${meeting.version}`,
    asOf: latestInstant(about),
    blocks: [
      facts(
        ['Meeting', instantInWords(meeting.startsAt, board.timeZone)],
        ['Place', meeting.location],
        ['Chair', about.names.get(meeting.chairId) ?? meeting.chairId],
        ['Began', meeting.startedAt && instantInWords(meeting.startedAt, board.timeZone)],
        ['Ended', meeting.endedAt && instantInWords(meeting.endedAt, board.timeZone)],
        ['State', capital(meeting.state.replaceAll('-', ' '))],
      ),
      { kind: 'heading', text: 'Attendance' },
      attendanceOf(about),
      { kind: 'heading', text: 'Cases' },
      ...(items.length === 0 ? [{ kind: 'paragraph', text: 'No case was on the agenda.' } as const] : []),
      ...items.flatMap((item, index) => itemOf(item, index, board.timeZone)),
    ],
  };
}

function attendanceOf({ meeting, board, names }: MinuteFacts): Block {
  if (meeting.marks.length === 0) return { kind: 'paragraph', text: 'Nobody was marked.' };
  return {
    kind: 'table',
    head: ['Name', 'Specialty', 'Mark', 'When'],
    widths: [3, 2.4, 2, 3],
    rows: meeting.marks.map(({ userId, specialty, kind, mode, at }) => [
      names.get(userId) ?? userId,
      specialty ? specialtyInWords(specialty) : '',
      `${kind}, ${mode.replaceAll('-', ' ')}`,
      instantInWords(at, board.timeZone),
    ]),
  };
}

function itemOf(item: MinutedItem, index: number, timeZone: string): Block[] {
  const lines = item.revision ? contentOf(item.revision).recommendations.map(recommendationInWords) : [];
  const discussed = item.openedAt
    ? `${instantInWords(item.openedAt, timeZone)}${item.closedAt ? ` to ${instantInWords(item.closedAt, timeZone)}` : ''}`
    : null;
  return [
    { kind: 'paragraph', text: `${index + 1}. ${item.patient}`, isStrong: true },
    facts(
      ['Question', item.question],
      ['Purpose', capital(item.purpose)],
      ['Discussed', discussed],
      ['Became', [capital(item.state), item.reason].filter(Boolean).join(': ')],
      ['Recommended', lines.map((line, at) => `${at + 1}. ${line}`).join('\n')],
    ),
  ];
}

function latestInstant({ meeting, items }: MinuteFacts): string {
  const instants = [meeting.startsAt, meeting.startedAt, meeting.endedAt, ...meeting.marks.map(({ at }) => at)];
  const ofItems = items.flatMap(({ openedAt, closedAt }) => [openedAt, closedAt]);
  return [...instants, ...ofItems].reduce<string>(
    (latest, each) => (each && each > latest ? each : latest),
    meeting.startsAt,
  );
}
