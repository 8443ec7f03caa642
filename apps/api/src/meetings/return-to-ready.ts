import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { CaseFiles } from '../cases/index.js';
import { AgendaItems } from './agenda/agenda-items.js';
import type { Place } from './agenda/places.js';

/** What a meeting leaves undecided: each case goes back to ready with its priority. A case up for ratification stays as it is. */
@Injectable()
export class ReturnToReady {
  constructor(
    private readonly cases: CaseFiles,
    private readonly items: AgendaItems,
  ) {}

  async execute(tx: PrismaTx, unsettled: readonly Place[]): Promise<void> {
    for (const { file, item } of unsettled) {
      await this.items.close(tx, item, 'meeting-over');
      if (item.purpose === 'discussion') {
        await this.cases.move(tx, file, 'return-to-ready', { type: 'case.returned-to-the-list' });
      }
    }
  }
}
