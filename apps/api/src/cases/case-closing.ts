import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { CASE_TRANSITIONS, nextState, requireFinished, type CloseReason } from '#workflow';
import { stopAllClocks } from './case-clocks.js';
import { Closing, type CaseFile } from './case-file.js';
import { CaseFiles } from './case-files.js';
import { CaseHappenings } from './case-happenings.js';

/** Closes a locked case, whoever asks: a coordinator, or a death. */
@Injectable()
export class CaseClosing {
  constructor(
    private readonly files: CaseFiles,
    private readonly happenings: CaseHappenings,
  ) {}

  /**
   * `completed` claims that nothing is left to do and is refused while something is; every other reason ends what is left: the
   * features above do so when they are told, the clocks stop here.
   * @throws IllegalTransition, CaseNotFinished
   */
  async close(
    tx: PrismaTx,
    file: CaseFile,
    { reasonCode, reasonText }: { readonly reasonCode: CloseReason; readonly reasonText?: string },
  ): Promise<CaseFile> {
    nextState(CASE_TRANSITIONS, file.state, 'close');
    const closing = new Closing(file, reasonCode);
    await this.happenings.raise(tx, 'case.closing', closing);
    requireFinished(reasonCode, closing.unfinished);

    const now = tx.occurredAt.toISOString();
    // A handler may have changed the case too, so it is read again before its last version is written.
    const current = await this.files.open(tx, file.caseId);
    return this.files.move(tx, current, 'close', {
      type: 'case.closed',
      reasonCode,
      reasonText,
      clocks: reasonCode === 'completed' ? current.clocks : stopAllClocks(current.clocks, now, reasonCode),
      notices: settled(current.notices, now),
    });
  }
}

/** The notices, none of them open any more. */
export function settled(notices: CaseFile['notices'], now: string): CaseFile['notices'] {
  return notices.map((notice) => (notice.settledAt === null ? { ...notice, settledAt: now } : notice));
}
