import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay } from '#workflow';
import { requireFresh } from '../http/index.js';
import { PatientsQueries } from '../patients/index.js';
import { scopeOf } from './case-file.js';
import { CaseFiles } from './case-files.js';
import { toCaseView, type CaseView } from './case.view.js';
import { PatientIsDeceased } from './cases.errors.js';
import type { ReopenCaseDto } from './dto/reasons.dto.js';
import { requireTextWithOther } from './require-text.js';

/** Takes a closed case up again, with a reason. What closing ended stays ended: orders and clocks begin anew where they are needed. */
@Injectable()
export class ReopenCase {
  constructor(
    private readonly ledger: Ledger,
    private readonly patients: PatientsQueries,
    private readonly files: CaseFiles,
  ) {}

  execute(actor: Actor, caseId: string, reason: ReopenCaseDto, ifMatch: number | undefined): Promise<CaseView> {
    return this.ledger.transaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.files.lock(tx, caseId);
      const patient = await this.patients.find(tx, file.patientId);

      requireMay(tx.actor, 'case:reopen', scopeOf(file));
      requireFresh(file.version, ifMatch);
      requireTextWithOther(reason.reasonCode, reason.reasonText);
      if (patient.deceasedOn !== null) throw new PatientIsDeceased();

      const reopened = await this.files.move(tx, file, 'reopen', { ...reason, type: 'case.reopened' });

      return toCaseView(reopened, tx.occurredAt);
    });
  }
}
