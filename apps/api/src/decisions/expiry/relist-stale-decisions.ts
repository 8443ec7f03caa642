import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '#database';
import { staleness, type AssessmentFacts, type RelistTrigger } from '#pathway';
import type { RelistReason } from '#workflow';
import { AssessmentHappenings, type Recorded } from '../../assessments/index.js';
import { CaseFiles, RelistOnTrigger } from '../../cases/index.js';
import type { Revision } from '../revision.js';
import { RevisionsQueries } from '../revisions.queries.js';

/**
 * A new assessment that contradicts what a decision rests on takes the case back to the board; where it cannot go back now, the
 * coordinator sees why. Recording the assessment is never refused for it.
 */
@Injectable()
export class RelistStaleDecisions implements OnModuleInit {
  constructor(
    private readonly happenings: AssessmentHappenings,
    private readonly revisions: RevisionsQueries,
    private readonly cases: CaseFiles,
    private readonly relist: RelistOnTrigger,
  ) {}

  onModuleInit(): void {
    this.happenings.on('assessment.recorded', (tx, recorded) => this.execute(tx, recorded));
  }

  async execute(tx: Tx, { file, assessment, isLatest }: Recorded): Promise<void> {
    // Nobody has decided about a case that is only referred; and an older examination is no news.
    if (file.state === 'referred' || !isLatest) return;
    const decision = await this.revisions.latestStanding(tx, file.caseId);
    const before = decision && frozenFactsOf(decision);
    // A panel may have decided before anybody wrote an assessment: then nothing is known to have changed.
    if (!decision || !before) return;

    const news = { before, now: assessment.facts, decidedOn: decision.frozen.evidence.decidedOn, results: [] };
    const triggers = staleness(news, file.board.parameters);
    if (triggers.length > 0) await this.takeBack(tx, file.caseId, triggers);
  }

  /** The first trigger takes the case back; the others then stand on the coordinator's list. */
  private async takeBack(
    tx: Tx,
    caseId: string,
    triggers: readonly { readonly trigger: RelistTrigger }[],
  ): Promise<void> {
    let file = await this.cases.lock(tx, caseId);
    for (const { trigger } of triggers) file = await this.relist.execute(tx, file, REASONS[trigger]);
  }
}

/** What staleness reads of them are codes, days and whole numbers, which are frozen as they were recorded. */
function frozenFactsOf({ frozen }: Revision): AssessmentFacts | undefined {
  return frozen.evidence.assessments[0]?.facts as AssessmentFacts | undefined;
}

const REASONS: Readonly<Record<RelistTrigger, RelistReason>> = {
  expired: 'expired',
  'imaging-outside-follow-up': 'relevant-imaging',
  'kps-drop': 'performance-drop',
  'new-neurological-deficit': 'new-neurological-deficit',
  'new-visceral-metastases': 'new-visceral-metastases',
  progression: 'progression',
};
