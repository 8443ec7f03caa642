import type { CaseRef } from '#database';
import type { Clock, PathwayParameters, Suspicion } from '#pathway';
import type { CaseState, CloseReason, ClockBreachReason, Lane, Unfinished } from '#workflow';

/** One case as the process sees it: its row, and what belongs to the aggregate. Instants are ISO strings, UTC. */
export interface CaseFile {
  readonly organisationId: string;
  readonly boardId: string;
  readonly caseId: string;
  readonly patientId: string;
  readonly patientAlias: string;
  /** YYYY-MM-DD. Not part of the case's versions. */
  readonly patientBornOn: string;
  readonly state: CaseState;
  readonly stateSince: string;
  readonly lane: Lane;
  /** Why a person chose the lane; null while the clocks alone did. */
  readonly laneReason: string | null;
  /** 0 is ordinary; deferral and return raise it, and it is kept. */
  readonly priority: number;
  readonly question: string;
  readonly suspicion: Suspicion;
  readonly referredBy: string;
  readonly referredAt: string;
  /** Why the case left its last state. */
  readonly reasonCode: string | null;
  readonly reasonText: string | null;
  readonly clocks: readonly CaseClock[];
  readonly waivers: readonly CaseWaiver[];
  readonly notices: readonly CaseNotice[];
  readonly version: number;
  /** The board's rules as they are today. Not part of the case's versions. */
  readonly board: CaseBoard;
}

/** An urgency deadline of a case: the pathway's clock, and what a person said about it. */
export interface CaseClock extends Clock {
  readonly id: string;
  readonly breachReason: ClockBreachReason | null;
  /** The text beside the reason of a stop or a breach. */
  readonly note: string | null;
}

/** Why a readiness item may be missing: a waiver, or the override given when the case was marked ready. */
export interface CaseWaiver {
  readonly id: string;
  readonly item: string;
  readonly reason: string;
  readonly waivedBy: string;
  readonly waivedAt: string;
}

/** Something the coordinator must see: a trigger that came in a state that could not act on it. */
export interface CaseNotice {
  readonly id: string;
  readonly kind: string;
  readonly reasonCode: string;
  readonly raisedAt: string;
  readonly settledAt: string | null;
}

export interface CaseBoard {
  readonly name: string;
  /** IANA zone. */
  readonly timeZone: string;
  readonly parameters: PathwayParameters;
}

/** The case, as an event of any clinical aggregate names it. */
export function refOf({ boardId, caseId, patientAlias }: CaseFile): CaseRef {
  return { boardId, caseId, patientAlias };
}

/** What decides who may touch the case: the scope that `requireMay` asks for. */
export function scopeOf(file: CaseFile): { organisationId: string; boardId: string; caseId: string } {
  const { organisationId, boardId, caseId } = file;
  return { organisationId, boardId, caseId };
}

/** The clocks that nobody and nothing has stopped. */
export function runningClocks({ clocks }: Pick<CaseFile, 'clocks'>): CaseClock[] {
  return clocks.filter(({ stoppedAt }) => stoppedAt === null);
}

/**
 * A closing case, for the features that hold something open for it: each cancels what is its own, or, when the case is said to be
 * `completed`, tells how much it leaves unfinished, so that one refusal names it all.
 */
export class Closing {
  readonly unfinished: { -readonly [Kind in keyof Unfinished]: Unfinished[Kind] };

  constructor(
    readonly file: CaseFile,
    readonly reason: CloseReason,
  ) {
    this.unfinished = { imagingOrders: 0, clocks: runningClocks(file).length, recommendations: 0, ratifications: 0 };
  }
}
