import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor } from '#database';
import { requireMay } from '#workflow';
import { CaseFiles, scopeOf } from '../cases/index.js';
import { LogQueries } from '../log/index.js';
import { toCheckpointView, type CaseAsKnownView } from './as-known.view.js';
import { AsOfInFuture, NotKnownYet } from './overview.errors.js';
import { TimeTravelRepository } from './time-travel.repository.js';

/**
 * The case as it was known at an instant: for the chair of its board and for auditors. It rests on the last checkpoint that was signed
 * until then, so that what is answered once is answered for ever; before there was a log, on the recorded time.
 */
@Injectable()
export class TimeTravel {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: CaseFiles,
    private readonly log: LogQueries,
    private readonly versions: TimeTravelRepository,
  ) {}

  /** @throws AsOfInFuture by the database's clock @throws NotKnownYet before the referral */
  show(actor: Actor, caseId: string, asOf: string): Promise<CaseAsKnownView> {
    return this.ledger.swiftTransaction({ type: 'history.opened', actor, id: caseId }, async (tx) => {
      const file = await this.files.open(tx, caseId);

      requireMay(tx.actor, 'case:time-travel', scopeOf(file));
      if (Date.parse(asOf) > Date.parse(tx.recordedAt)) throw new AsOfInFuture();

      const checkpoint = await this.log.checkpoint(tx, new Date(asOf));
      const rows = await this.versions.knownAt(tx, caseId, asOf, checkpoint?.size ?? null);
      if (!rows.some(({ entity }) => entity === 'case')) throw new NotKnownYet(asOf);

      await recordDisclosure(tx, { patients: [file.patientAlias], entity: 'case', entityId: caseId });
      return {
        id: caseId,
        asOf: new Date(asOf).toISOString(),
        checkpoint: checkpoint ? toCheckpointView(checkpoint) : null,
        known: rows.map(({ doc, ...known }) => ({
          ...known,
          document: doc === null ? null : (JSON.parse(doc) as unknown),
        })),
      };
    });
  }
}
