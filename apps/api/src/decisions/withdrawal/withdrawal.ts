import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { CaseFiles, CaseHappenings } from '../../cases/index.js';
import { DecisionHappenings } from '../decision-happenings.js';
import { LeaveRatification } from '../ratification/leave-ratification.js';
import { RevisionFiles, type HeldRevision, type RevisionChange } from '../revision-files.js';
import type { Revision } from '../revision.js';

/** Withdraws a locked revision, whoever asks: the chair, a signing specialty, or a meeting that rejects it. */
@Injectable()
export class Withdrawal {
  constructor(
    private readonly revisions: RevisionFiles,
    private readonly cases: CaseFiles,
    private readonly caseHappenings: CaseHappenings,
    private readonly happenings: DecisionHappenings,
    private readonly leaveRatification: LeaveRatification,
  ) {}

  /** When it was in force, nothing is any more: an active case goes back to workup, and what rested on the decision is told. */
  async execute(tx: PrismaTx, { file, revision }: HeldRevision, change: RevisionChange): Promise<Revision> {
    const withdrawn = await this.revisions.append(tx, file, revision, change);
    await this.leaveRatification.execute(tx, withdrawn);
    if (revision.state !== 'in-force') return withdrawn;

    const reasonCode = 'decision-withdrawn';
    if (file.state === 'active') {
      const relisted = await this.cases.move(tx, file, 'revision-withdrawn', { type: 'case.relisted', reasonCode });
      await this.caseHappenings.raise(tx, 'case.relisted', { file: relisted, reasonCode, isByItself: false });
    }
    const current = await this.cases.open(tx, file.caseId);
    await this.happenings.raise(tx, 'decision.withdrawn', { file: current, revision: withdrawn });
    return withdrawn;
  }
}
