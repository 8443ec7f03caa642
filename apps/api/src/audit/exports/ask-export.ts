import { Injectable } from '@nestjs/common';
import { Ledger, newId, type Actor } from '#database';
import { Forbidden, requireMay } from '#workflow';
import { CaseFiles, scopeOf } from '../../cases/index.js';
import type { Export, ExportProgress } from './export.js';
import { ExportsRepository } from './exports.repository.js';

type Wish = Pick<Export, 'scope' | 'caseId' | 'since' | 'until'>;

/**
 * Asks for an export: of everything or of a period for auditors, of a case also for its board's chair. Nothing is shown yet; the log's
 * first checkpoint that covers this request is where the export ends. @throws Forbidden, NotFound
 */
@Injectable()
export class AskExport {
  constructor(
    private readonly ledger: Ledger,
    private readonly cases: CaseFiles,
    private readonly exports: ExportsRepository,
  ) {}

  execute(actor: Actor, wish: Wish): Promise<ExportProgress> {
    return this.ledger.swiftTransaction({ type: 'export.asking', actor }, async (tx) => {
      const file = wish.caseId === null ? null : await this.cases.open(tx, wish.caseId);
      const scope = file ? scopeOf(file) : { organisationId: tx.actor.organisationId };
      const { grant } = requireMay(tx.actor, 'audit:export', scope);
      // What one did oneself is a list to read: a bundle of it could not be checked for its completeness.
      if (grant === 'own-actions') throw new Forbidden('audit:export');

      const asked = { id: newId(), ...wish, askedBy: tx.actor.userId, askedAt: tx.occurredAt.toISOString() };
      await this.exports.insert(tx, asked, file?.patientAlias ?? null);

      return { asked, extent: null, download: null };
    });
  }
}
