import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Ledger, type Actor, type PrismaTx } from '#database';
import { traceOf } from '../http/index.js';
import { PatientHappenings } from '../patients/index.js';
import { CaseClosing } from './case-closing.js';
import { CaseFiles } from './case-files.js';
import { CasesRepository } from './cases.repository.js';

/**
 * A death closes every case of the patient. Those of boards that the reporting person sits on close in the transaction that records
 * the death; the system closes those of other boards right after it, because nobody sees a board that is not theirs.
 */
@Injectable()
export class CloseCasesOfTheDeceased implements OnModuleInit {
  private readonly logger = new Logger(CloseCasesOfTheDeceased.name);

  constructor(
    private readonly ledger: Ledger,
    private readonly cases: CasesRepository,
    private readonly files: CaseFiles,
    private readonly closing: CaseClosing,
    private readonly patients: PatientHappenings,
  ) {}

  onModuleInit(): void {
    this.patients.on('patient.died', async (tx, { patient }) => {
      for (const caseId of await this.cases.openCasesOfTheDeceased(tx, patient.id)) await this.close(tx, caseId);
    });
    this.patients.afterDeath((reporter) => this.closeElsewhere(reporter));
  }

  /**
   * Closes what is left open for whoever is recorded as deceased in the organisation, each case in a transaction of the system's own.
   * A crash, or a case that cannot be closed now, leaves it open until the next death; repeating it is safe.
   */
  async closeElsewhere(reporter: Actor): Promise<void> {
    const actor = systemActing(reporter);
    await this.quietly(async () => {
      const left = await this.ledger.transaction({ type: 'system.maintained', actor }, (tx) =>
        this.cases.openCasesOfTheDeceased(tx),
      );
      for (const id of left) {
        await this.quietly(() =>
          this.ledger.transaction({ type: 'case.opened', actor, id }, (tx) => this.close(tx, id)),
        );
      }
    });
  }

  /** Asked again once the case is locked: somebody may have closed it, or taken the death back. */
  private async close(tx: PrismaTx, caseId: string): Promise<void> {
    const file = await this.files.lock(tx, caseId);
    const open = await this.cases.openCasesOfTheDeceased(tx, file.patientId);
    if (open.includes(caseId)) await this.closing.close(tx, file, { reasonCode: 'deceased' });
  }

  /** The death is on record and answered for: what fails here is told to the operator, not to the reporter. */
  private async quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error('A case of a deceased patient could not be closed.', traceOf(error));
    }
  }
}

/** The system on behalf of nobody, within the request that caused it. */
function systemActing({ organisationId, request }: Actor): Actor {
  const { id, client, ipHash } = request;
  return { organisationId, userId: null, sessionId: null, roles: [], auth: null, request: { id, client, ipHash } };
}
