import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import {
  checkDecision,
  dayOf,
  type CalendarDate,
  type CheckFinding,
  type DecisionContent,
  type Readiness,
} from '#pathway';
import { AssessmentsQueries, readinessFor, type Assessment } from '../../assessments/index.js';
import type { CaseFile } from '../../cases/index.js';

/** What a decision rests on at one moment, and what the checks say to it. */
export interface Judgement {
  /** The day where the board lives: ages are judged for it. */
  readonly on: CalendarDate;
  /** The newest that stands; null where there is none, as an emergency may have it. */
  readonly assessment: Assessment | null;
  readonly readiness: Readiness;
  readonly findings: readonly CheckFinding[];
}

/** Judges what would be decided, as of now. A finding advises; the chair may go on with a reason. */
@Injectable()
export class JudgeDecision {
  constructor(private readonly assessments: AssessmentsQueries) {}

  /** `participants` are the specialties that took part in the discussion, or were reached for the panel. */
  async execute(tx: Tx, file: CaseFile, content: DecisionContent, participants: readonly string[]): Promise<Judgement> {
    const { parameters, timeZone } = file.board;
    const now = tx.occurredAt.toISOString();
    const on = dayOf(now, timeZone);
    const assessment = await this.assessments.latest(tx, file.caseId);
    const readiness = readinessFor(file, assessment, on, now);

    const facts = assessment?.facts ?? {};
    const scores = assessment?.scores ?? [];
    const findings = checkDecision({ content, facts, scores, readiness, participants, parameters });
    return { on, assessment, readiness, findings };
  }
}
