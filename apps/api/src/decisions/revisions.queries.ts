import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { Revision } from './revision.js';
import { RevisionsRepository } from './revisions.repository.js';

/** Plain reads of revisions, for this feature and those above. Work in ordinary and in hot transactions. */
@Injectable()
export class RevisionsQueries {
  constructor(private readonly revisions: RevisionsRepository) {}

  /** Null where there is none among those this transaction may see. */
  find(tx: Tx, id: string): Promise<Revision | null> {
    return this.revisions.find(tx, id);
  }

  /** The revision that holds for a case now; null where none does. */
  inForce(tx: Tx, caseId: string): Promise<Revision | null> {
    return this.revisions.findInState(tx, caseId, 'in-force');
  }

  /** The revision that waits for signatures; null where none does. */
  latestProposed(tx: Tx, caseId: string): Promise<Revision | null> {
    return this.revisions.findInState(tx, caseId, 'proposed');
  }

  /** Both of a case in one statement: what holds now, and what waits for signatures. */
  async standing(tx: Tx, caseId: string): Promise<{ inForce: Revision | null; proposed: Revision | null }> {
    const revisions = await this.revisions.standingOf(tx, caseId);
    return {
      inForce: revisions.find(({ state }) => state === 'in-force') ?? null,
      proposed: revisions.find(({ state }) => state === 'proposed') ?? null,
    };
  }

  /** What the board said last: the revision that waits for signatures, else the one in force; null where none stands. */
  async latestStanding(tx: Tx, caseId: string): Promise<Revision | null> {
    return (await this.revisions.standingOf(tx, caseId))[0] ?? null;
  }

  /** Every revision of a case, newest first. */
  ofCase(tx: Tx, caseId: string): Promise<Revision[]> {
    return this.revisions.ofCase(tx, caseId);
  }

  /** The number that the case's next revision takes. The case is locked, so nobody else takes it. */
  nextNumber(tx: Tx, caseId: string): Promise<number> {
    return this.revisions.nextNumber(tx, caseId);
  }
}
