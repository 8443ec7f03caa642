import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor } from '#database';
import { NotFound } from '#workflow';
import type { ExportProgress } from './export.js';
import { ExportsRepository } from './exports.repository.js';

/** How far exports are. */
@Injectable()
export class ExportsQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly exports: ExportsRepository,
  ) {}

  /** @throws NotFound also where this person could not download it */
  open(actor: Actor, exportId: string): Promise<ExportProgress> {
    return this.ledger.swiftTransaction({ type: 'export.opened', actor, id: exportId }, async (tx) => {
      const asked = await this.exports.find(tx, exportId);
      if (!asked) throw new NotFound('export');

      await recordDisclosure(tx, { patients: await this.exports.patientsOf(tx, asked) });
      const extent = await this.exports.extent(tx, exportId);
      return { asked, extent, download: await this.exports.lastDownload(tx, exportId) };
    });
  }
}
