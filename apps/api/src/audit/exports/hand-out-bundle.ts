import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Ledger, newId, recordDisclosure, recordNote, type Actor } from '#database';
import { NotFound } from '#workflow';
import { EventNotYetIncluded } from '../../log/index.js';
import type { BundleFile } from './bundle/bundle-file.js';
import { BundleFiles, type Handout } from './bundle/bundle-files.js';
import { pack } from './bundle/pack.js';
import { ExportOvertaken } from './exports.errors.js';
import { ExportsRepository } from './exports.repository.js';

/**
 * Hands out the bundle of an export as an archive that is made while it is taken. Its beginning is in the signed log before the first
 * byte leaves, and its end is recorded before the last file does: whoever holds a whole bundle has left both.
 * @throws NotFound, EventNotYetIncluded, ExportOvertaken
 */
@Injectable()
export class HandOutBundle {
  constructor(
    private readonly ledger: Ledger,
    private readonly exports: ExportsRepository,
    private readonly bundle: BundleFiles,
  ) {}

  async execute(actor: Actor, exportId: string): Promise<Readable> {
    const handout = await this.begin(actor, exportId);
    return pack(this.filesOf(handout), new Date(handout.asked.askedAt));
  }

  private begin(actor: Actor, exportId: string): Promise<Handout> {
    return this.ledger.swiftTransaction({ type: 'export.downloading', actor, id: exportId }, async (tx) => {
      const asked = await this.exports.find(tx, exportId);
      if (!asked) throw new NotFound('export');
      const extent = await this.exports.extent(tx, exportId);
      if (!extent) throw new EventNotYetIncluded();
      if (extent.isOvertaken) throw new ExportOvertaken();

      const id = newId();
      await this.exports.beginDownload(tx, id, exportId);

      // Of a case it is known beforehand whom the bundle shows; of all others each stretch says so.
      const patients = await this.exports.patientsOf(tx, asked);
      await recordDisclosure(tx, { patients, entity: 'case', entityId: asked.caseId ?? undefined });
      return { id, actor, asked, extent, shown: new Set(patients) };
    });
  }

  private async *filesOf(handout: Handout): AsyncGenerator<BundleFile> {
    let hasEnded = false;
    try {
      const sums = yield* this.bundle.of(handout);
      await this.end(handout, true);
      hasEnded = true;
      yield sums.list();
    } finally {
      // Whoever was taking it went away, or it could not be read: a crash here leaves a download that never ended.
      if (!hasEnded) await this.end(handout, false);
    }
  }

  private end({ id, actor, asked }: Handout, isWhole: boolean): Promise<void> {
    return this.ledger.swiftTransaction({ type: 'export.continued', actor, id: asked.id }, async (tx) => {
      // An erasure meanwhile took documents that the log up to here still promises: such a bundle gets no end.
      if (isWhole && (await this.exports.extent(tx, asked.id))?.isOvertaken) throw new ExportOvertaken();

      await this.exports.endDownload(tx, id, isWhole);
      const type = isWhole ? 'export.handed-out' : 'export.broken-off';
      await recordNote(tx, { type, entity: 'export', entityId: asked.id });
    });
  }
}
