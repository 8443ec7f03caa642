import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { signOffState } from '#workflow';
import { LeaveRatification } from '../ratification/leave-ratification.js';
import { signableOf, type Revision } from '../revision.js';
import { RevisionFiles, type HeldRevision } from '../revision-files.js';
import { ComingInForce } from './coming-in-force.js';

/** What follows once a signature or an accepted dissent is on record. */
@Injectable()
export class SignOff {
  constructor(
    private readonly revisions: RevisionFiles,
    private readonly comingInForce: ComingInForce,
    private readonly leaveRatification: LeaveRatification,
  ) {}

  /** A refusal returns the revision at once; the last part that was missing brings it in force; anything else leaves it open. */
  async conclude(tx: PrismaTx, held: HeldRevision): Promise<Revision> {
    const { rule, hash, signatures, acceptedDissents } = signableOf(held.revision);
    const { isReturned, isComplete } = signOffState(rule, hash, signatures, acceptedDissents);

    if (isReturned) return this.giveBack(tx, held);
    return isComplete ? this.comingInForce.execute(tx, held) : held.revision;
  }

  private async giveBack(tx: PrismaTx, { file, revision }: HeldRevision): Promise<Revision> {
    const refusal = revision.signatures.find(({ meaning, revocation }) => meaning === 'refuse' && revocation === null);
    const { id: signatureId, specialty, reason } = refusal!;
    const returned = await this.revisions.append(tx, file, revision, {
      type: 'decision.returned',
      entry: { kind: 'returned', signatureId, specialty, reason },
      reasonCode: 'refused',
    });
    await this.leaveRatification.execute(tx, returned);
    return returned;
  }
}
