import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Ledger, systemActor, type PrismaTx } from '#database';
import { traceOf } from '../../http/index.js';
import { LogQueries, type SignedCheckpoint } from '../../log/index.js';
import { checkLog } from './checks/check-log.js';
import { checkStrays } from './checks/check-strays.js';
import { checkVersions } from './checks/check-versions.js';
import { EvidenceRepository } from './evidence.repository.js';
import { Faults } from './faults.js';
import type { LogEnd, Report } from './reconciliation.js';
import { ReconciliationsRepository } from './reconciliations.repository.js';

/**
 * Carries out what was asked: reads everything as it is at one moment, whoever writes meanwhile, and says what does not agree. A crash
 * leaves the reconciliation asked for, and the next hour takes it up again.
 */
@Injectable()
export class Reconcile implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Reconcile.name);
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly ledger: Ledger,
    private readonly log: LogQueries,
    private readonly evidence: EvidenceRepository,
    private readonly reconciliations: ReconciliationsRepository,
  ) {}

  /** Carries it out beside everything else; what fails is logged. */
  begin(organisationId: string): void {
    const running = this.execute(organisationId)
      .catch((error: unknown) => this.logger.error('A reconciliation failed.', traceOf(error)))
      .finally(() => this.running.delete(running));
    this.running.add(running);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.running);
  }

  /** Carries out the one that was asked for; nothing where none was. */
  async execute(organisationId: string): Promise<void> {
    const actor = systemActor(organisationId);
    const outcome = await this.ledger.snapshot({ type: 'reconciliation.running', actor }, async (tx) => {
      const asked = await this.reconciliations.asked(tx);
      return asked && { id: asked.id, report: await this.examine(tx) };
    });
    if (!outcome) return;

    // Reading may have taken long: what was found is written in a moment of its own. A crash in between finds it all again.
    const { id, report } = outcome;
    await this.ledger.transaction({ type: 'reconciliation.ending', actor }, (tx) =>
      this.reconciliations.end(tx, id, report),
    );
    if (report.faultCount > 0) {
      this.logger.error(
        `The reconciliation ${id} found that ${report.faultCount} things do not agree: an auditor must look.`,
      );
    }
  }

  /** What a reconciliation would find now, in a transaction that opened for one. */
  async examine(tx: PrismaTx): Promise<Report> {
    const faults = new Faults();
    const before = await this.reconciliations.lastReport(tx);
    const head = await this.log.checkpoint(tx);

    const { seals, ...logged } = await checkLog(tx, this.evidence, { head, before, faults });
    let [versions, aggregates] = [0, 0];
    for (const kind of await this.evidence.kinds(tx)) {
      const counts = await checkVersions(tx, this.evidence, kind, faults);
      versions += counts.versions;
      aggregates += counts.aggregates;
    }
    await checkStrays(tx, this.evidence, faults);

    const log = head ? await this.endOf(tx, head) : null;
    if (log && before?.log && log.openedAt !== before.log.openedAt) {
      faults.add('log', 'the log', 'The log was opened at another time than the reconciliation before found.');
    }
    const counts = { aggregates, versions, ...logged };
    return { log, counts, faultCount: faults.count, faults: faults.named, seals };
  }

  private async endOf(tx: PrismaTx, { origin, verifierKey, size, root }: SignedCheckpoint): Promise<LogEnd> {
    return { origin, verifierKey, openedAt: await this.evidence.birth(tx), size, root: root.toString('base64') };
  }
}
