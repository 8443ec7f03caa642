import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { Discussions } from '../../meetings/index.js';
import { toDecisionView, type DecisionView } from '../decision.view.js';
import { RevisionFiles } from '../revision-files.js';
import { Ratification } from './ratification.js';

/** The quorate board makes a provisional decision its own. It is a record beside the revision; nobody signs again. */
@Injectable()
export class RatifyDecision {
  constructor(
    private readonly ledger: Ledger,
    private readonly revisions: RevisionFiles,
    private readonly ratification: Ratification,
    private readonly discussions: Discussions,
  ) {}

  execute(actor: Actor, id: string, ifMatch: number | undefined): Promise<DecisionView> {
    return this.ledger.transaction({ type: 'decision.opened', actor, id }, async (tx) => {
      const held = await this.revisions.lock(tx, id);
      const discussion = await this.ratification.require(tx, 'ratify', held, ifMatch);

      const ratified = await this.revisions.append(tx, held.file, held.revision, {
        type: 'decision.ratified',
        entry: { kind: 'ratified' },
      });
      await this.discussions.closeItem(tx, discussion, 'ratify');

      return toDecisionView(ratified);
    });
  }
}
