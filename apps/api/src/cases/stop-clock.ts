import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { NotFound, requireMay } from '#workflow';
import { requireFresh } from '../http/index.js';
import { scopeOf } from './case-file.js';
import { CaseFiles } from './case-files.js';
import { toCaseView, type CaseView } from './case.view.js';
import { CasesRepository } from './cases.repository.js';
import type { StopClockDto } from './dto/stop-clock.dto.js';
import { stoppedBy } from './stopping-a-clock.js';

/** Stops an urgency clock with its evidence or with a reason; one that ran past its due time also wants the reason of the breach. */
@Injectable()
export class StopClock {
  constructor(
    private readonly ledger: Ledger,
    private readonly cases: CasesRepository,
    private readonly files: CaseFiles,
  ) {}

  execute(actor: Actor, clockId: string, said: StopClockDto, ifMatch: number | undefined): Promise<CaseView> {
    return this.ledger.transaction({ type: 'clock.opened', actor }, async (tx) => {
      const caseId = await this.cases.caseOfClock(tx, clockId);
      if (caseId === null) throw new NotFound('clock');
      const file = await this.files.lock(tx, caseId);

      requireMay(tx.actor, 'clock:stop', scopeOf(file));
      requireFresh(file.version, ifMatch);

      const now = tx.occurredAt.toISOString();
      const clocks = file.clocks.map((clock) => (clock.id === clockId ? stoppedBy(clock, said, now) : clock));
      const reasonCode = said.event ?? said.reasonCode ?? said.breachReason;
      const isOver = file.clocks.some(({ id, stoppedAt }) => id === clockId && stoppedAt !== null);
      const type = isOver ? 'case.breach-explained' : 'case.clock-stopped';
      const stopped = await this.files.amend(tx, file, { type, clocks, reasonCode });

      return toCaseView(stopped, tx.occurredAt);
    });
  }
}
