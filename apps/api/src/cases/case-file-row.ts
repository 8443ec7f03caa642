import { boardParameters, CLOCKS, laneOf } from '#pathway';
import type { CaseBoard, CaseClock, CaseFile, CaseNotice, CaseWaiver } from './case-file.js';

/** The file as PostgreSQL builds it: instants with its own precision and offset, the board's parameters as stored. */
export type CaseFileRow = Omit<CaseFile, 'clocks' | 'board'> & {
  readonly clocks: readonly ClockRow[];
  readonly board: Omit<CaseBoard, 'parameters'> & { readonly parameters: Readonly<Record<string, unknown>> };
};
type ClockRow = Omit<CaseClock, 'stopEvents' | 'lane'>;

/** The row as the feature knows it. */
export function toCaseFile(row: CaseFileRow): CaseFile {
  return {
    ...row,
    stateSince: instant(row.stateSince),
    referredAt: instant(row.referredAt),
    clocks: row.clocks.map(toClock),
    waivers: row.waivers.map((waiver): CaseWaiver => ({ ...waiver, waivedAt: instant(waiver.waivedAt) })),
    notices: row.notices.map((notice): CaseNotice => ({
      ...notice,
      raisedAt: instant(notice.raisedAt),
      settledAt: notice.settledAt && instant(notice.settledAt),
    })),
    board: { ...row.board, parameters: boardParameters(row.board.parameters) },
  };
}

function toClock(row: ClockRow): CaseClock {
  const startedAt = instant(row.startedAt);
  const dueAt = row.dueAt && instant(row.dueAt);
  return {
    ...row,
    startedAt,
    dueAt,
    stoppedAt: row.stoppedAt && instant(row.stoppedAt),
    stopEvents: [...CLOCKS[row.kind].stopEvents],
    lane: laneOf(startedAt, dueAt),
  };
}

const instant = (text: string): string => new Date(text).toISOString();
