import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { CaseFile } from '../../cases/index.js';
import { LeaveRatification } from '../ratification/leave-ratification.js';
import { RevisionFiles } from '../revision-files.js';
import type { Revision } from '../revision.js';
import { RevisionsQueries } from '../revisions.queries.js';

/**
 * Takes back the revision that still waits for signatures, because something else has overtaken it: never do two texts of one
 * decision collect signatures, and none collects them on evidence that has gone. What was signed on it stays on record.
 */
@Injectable()
export class RecallRevision {
  constructor(
    private readonly revisions: RevisionsQueries,
    private readonly files: RevisionFiles,
    private readonly leaveRatification: LeaveRatification,
  ) {}

  /** Null where none waits. The case is locked. It leaves the agenda that it was to be ratified on. */
  async execute(tx: Tx, file: CaseFile, reason: string, reasonCode: string): Promise<Revision | null> {
    const waiting = await this.revisions.latestProposed(tx, file.caseId);
    if (!waiting) return null;

    const entry = { kind: 'returned', by: null, reason } as const;
    const returned = await this.files.append(tx, file, waiting, { type: 'decision.returned', entry, reasonCode });
    await this.leaveRatification.execute(tx, returned);
    return returned;
  }
}
