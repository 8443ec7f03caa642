import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CaseHappenings } from '../../cases/index.js';
import { RecallRevision } from './recall-revision.js';

/**
 * A revision that waits for signatures is overtaken when its case closes or goes back to the board: it is returned by itself. That
 * holds for `completed` too: what was never in force leaves nothing to do.
 */
@Injectable()
export class OvertakenRevisions implements OnModuleInit {
  constructor(
    private readonly happenings: CaseHappenings,
    private readonly recall: RecallRevision,
  ) {}

  onModuleInit(): void {
    this.happenings.on('case.closing', async (tx, { file }) => {
      await this.recall.execute(tx, file, 'The case was closed.', 'case-closed');
    });
    this.happenings.on('case.relisted', async (tx, { file, reasonCode }) => {
      await this.recall.execute(tx, file, 'The case went back to the board.', reasonCode);
    });
  }
}
