import { Injectable } from '@nestjs/common';
import { Ledger, newId, type Actor, type Tx } from '#database';
import { dayOf, type AssessmentFacts, type Readiness } from '#pathway';
import { nomsSuggestion, scoreAll, scoreSosgoq, type ScoreResult, type ScoringKey } from '#scoring';
import { requireMay } from '#workflow';
import { CaseFiles, CaseIsClosed, raisedLane, scopeOf, toClockView, type CaseFile } from '../cases/index.js';
import { SosgoqKey } from '../scores/index.js';
import { AssessmentHappenings } from './assessment-happenings.js';
import { ONLY_VERSION, type Assessment } from './assessment.js';
import type { RecordedAssessmentView } from './assessment.view.js';
import { AssessmentsRepository } from './assessments.repository.js';
import { clocksAfter } from './clocks-after.js';
import type { RecordAssessmentDto } from './dto/assessments.dto.js';
import { requirePossible } from './judge-facts.js';
import { readinessFor, ReadinessOf } from './readiness-of.js';

/**
 * Records what was found at an examination. Scores, clocks, lane and readiness follow from it in the same transaction. The hottest act:
 * it opens, reads the case, writes assessment and scores in one statement, and its version; more only when something follows.
 */
@Injectable()
export class RecordAssessment {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: CaseFiles,
    private readonly assessments: AssessmentsRepository,
    private readonly readinessOf: ReadinessOf,
    private readonly happenings: AssessmentHappenings,
    private readonly sosgoqKey: SosgoqKey,
  ) {}

  execute(actor: Actor, caseId: string, told: RecordAssessmentDto): Promise<RecordedAssessmentView> {
    return this.ledger.swiftTransaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.files.open(tx, caseId);

      requireMay(tx.actor, 'assessment:record', scopeOf(file));
      if (file.state === 'closed') throw new CaseIsClosed();
      const assessment = assess(tx, file, told, this.sosgoqKey.value);

      const { isLatest } = await this.assessments.insert(tx, file, assessment);
      const current = await this.followClocks(tx, file, assessment);
      await this.happenings.raise(tx, 'assessment.recorded', { file: current, assessment, isLatest });

      const readiness = await this.readinessAfter(tx, current, isLatest ? assessment : null);
      return toView(tx, current, assessment, readiness);
    });
  }

  /** Most assessments touch no clock, and then the case is neither locked nor written. */
  private async followClocks(tx: Tx, file: CaseFile, { facts }: Assessment): Promise<CaseFile> {
    if (isSame(file.clocks, clocksAfter(file, facts))) return file;

    const locked = await this.files.lock(tx, file.caseId);
    const clocks = clocksAfter(locked, facts);
    if (isSame(locked.clocks, clocks)) return locked;
    const type = clocks.length > locked.clocks.length ? 'case.clocks-started' : 'case.clock-stopped';
    return this.files.amend(tx, locked, { type, clocks, lane: raisedLane(locked, clocks) });
  }

  /** Readiness rests on the latest assessment, which an older examination entered late is not. */
  private async readinessAfter(tx: Tx, file: CaseFile, latest: Assessment | null): Promise<Readiness> {
    const now = tx.occurredAt.toISOString();
    const today = dayOf(now, file.board.timeZone);
    return latest ? readinessFor(file, latest, today, now) : this.readinessOf.judge(tx, file, today);
  }
}

/** The assessment that was told, scored. @throws ImpossibleFacts */
function assess(tx: Tx, file: CaseFile, told: RecordAssessmentDto, sosgoqKey: ScoringKey | null): Assessment {
  const { assessedAt, supersedes, facts } = told;
  const { timeZone } = file.board;
  requirePossible(facts, { assessedAt, now: tx.occurredAt.toISOString(), bornOn: file.patientBornOn, timeZone });
  return {
    id: newId(),
    caseId: file.caseId,
    authorId: tx.actor.userId,
    assessedAt: new Date(assessedAt).toISOString(),
    facts,
    scores: scoresOf(facts, file, sosgoqKey),
    supersedesId: supersedes ?? null,
  };
}

/** Every instrument, NOMS with the board's parameters, and the questionnaire where the patient answered it. */
function scoresOf(facts: AssessmentFacts, { board }: CaseFile, sosgoqKey: ScoringKey | null): ScoreResult[] {
  const scores = scoreAll(facts);
  if (facts.patientReported?.sosgoq) scores.push(scoreSosgoq(facts, sosgoqKey));
  scores.push(nomsSuggestion(facts, { escc1cCountsAs: board.parameters.escc1c }));
  return scores;
}

function toView(
  tx: Tx,
  file: CaseFile,
  { scores, ...assessment }: Assessment,
  readiness: Readiness,
): RecordedAssessmentView {
  const now = tx.occurredAt.toISOString();
  return {
    assessment: { ...assessment, supersededById: null, recordedAt: tx.recordedAt, version: ONLY_VERSION },
    scores,
    urgency: { lane: file.lane, clocks: file.clocks.map((clock) => toClockView(clock, now)) },
    readiness,
  };
}

const isSame = (before: CaseFile['clocks'], after: CaseFile['clocks']): boolean =>
  after.length === before.length && after.every((clock, index) => clock === before[index]);
