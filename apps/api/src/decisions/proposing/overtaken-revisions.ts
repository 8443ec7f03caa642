import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CaseHappenings } from '../../cases/index.js';
import { TakeOffAgenda } from '../../meetings/index.js';
import { RecallRevision } from './recall-revision.js';

/**
 * A revision that waits for signatures is overtaken when its case closes or goes back to the board: it is returned by itself. That
 * holds for `completed` too: what was never in force leaves nothing to do. A case that is back in workup has nothing on an agenda to
 * ratify either: a provisional decision that stays in force meanwhile waits on the list of those to be ratified.
 */
@Injectable()
export class OvertakenRevisions implements OnModuleInit {
  constructor(
    private readonly happenings: CaseHappenings,
    private readonly recall: RecallRevision,
    private readonly takeOffAgenda: TakeOffAgenda,
  ) {}

  onModuleInit(): void {
    this.happenings.on('case.closing', async (tx, { file }) => {
      await this.recall.execute(tx, file, 'The case was closed.', 'case-closed');
    });
    this.happenings.on('case.relisted', async (tx, { file, reasonCode }) => {
      await this.recall.execute(tx, file, 'The case went back to the board.', reasonCode);
      await this.takeOffAgenda.execute(tx, { caseId: file.caseId, reasonCode: 'case-relisted' });
    });
  }
}
