import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { dayOf, readiness, startOfDay, type CalendarDate, type Instant, type Readiness, type Waiver } from '#pathway';
import type { CaseFile } from '../cases/index.js';
import { recordOf, type Assessment } from './assessment.js';
import { AssessmentsRepository } from './assessments.repository.js';

/** Whether a case may go to its board on a day, on what counts today. */
@Injectable()
export class ReadinessOf {
  constructor(private readonly assessments: AssessmentsRepository) {}

  /**
   * Judged for a day of the board's calendar. Where hours count, `at` is the moment: a meeting's start if it is known, else now for
   * today and the beginning of any other day.
   */
  async judge(tx: Tx, file: CaseFile, on: CalendarDate, at: Instant = momentOf(tx, file, on)): Promise<Readiness> {
    return readinessFor(file, await this.assessments.latest(tx, file.caseId), on, at);
  }
}

/** The same on an assessment that is at hand. */
export function readinessFor(file: CaseFile, assessment: Assessment | null, on: CalendarDate, at: Instant): Readiness {
  const { question, lane, waivers, board } = file;
  const { timeZone, parameters } = board;
  const record = recordOf(assessment, { question, timeZone, now: at });
  return readiness(record, { on, at, lane, timeZone, parameters }, waivers as readonly Waiver[]);
}

function momentOf({ occurredAt }: Tx, { board: { timeZone } }: CaseFile, on: CalendarDate): Instant {
  const now = occurredAt.toISOString();
  return dayOf(now, timeZone) === on ? now : startOfDay(on, timeZone);
}
