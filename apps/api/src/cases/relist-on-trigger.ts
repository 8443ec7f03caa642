import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { CASE_TRANSITIONS, isPossible, type RelistReason } from '#workflow';
import type { CaseFile } from './case-file.js';
import { CaseFiles } from './case-files.js';
import { CaseHappenings } from './case-happenings.js';

/**
 * Takes a case back to the board by itself, for a coded reason. In a state that cannot go back, the trigger is noted on the
 * coordinator's list instead: the act that reports it is never refused for it.
 */
@Injectable()
export class RelistOnTrigger {
  constructor(
    private readonly files: CaseFiles,
    private readonly happenings: CaseHappenings,
  ) {}

  async execute(tx: Tx, file: CaseFile, reasonCode: RelistReason): Promise<CaseFile> {
    if (!isPossible(CASE_TRANSITIONS, file.state, 'relist')) {
      return this.files.notice(tx, file, 'trigger', reasonCode);
    }

    const relisted = await this.files.move(tx, file, 'relist', { type: 'case.relisted', reasonCode });
    await this.happenings.raise(tx, 'case.relisted', { file: relisted, reasonCode, isByItself: true });
    // A handler may have changed the case too, and the caller may go on.
    return this.files.open(tx, file.caseId);
  }
}
