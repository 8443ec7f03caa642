import { Injectable } from '@nestjs/common';
import { Ledger, recordChange, type Actor, type Tx } from '#database';
import { NotFound, requireMay } from '#workflow';
import { CaseFiles, CaseIsClosed, refOf, scopeOf } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import { DecisionHappenings } from '../decision-happenings.js';
import { requirePossible } from './possible-treatment.js';
import { treatmentDocument, type Treatment } from './treatment.js';
import { toTreatmentView, type TreatmentView } from './treatment.view.js';
import { TreatmentAlreadyComplete } from './treatments.errors.js';
import { TreatmentsRepository } from './treatments.repository.js';

/** Records that a treatment is over: imaging follow-up counts from its last day. */
@Injectable()
export class CompleteTreatment {
  constructor(
    private readonly ledger: Ledger,
    private readonly cases: CaseFiles,
    private readonly treatments: TreatmentsRepository,
    private readonly happenings: DecisionHappenings,
  ) {}

  execute(actor: Actor, id: string, completedAt: string, ifMatch: number | undefined): Promise<TreatmentView> {
    return this.ledger.transaction({ type: 'treatment.opened', actor, id }, async (tx) => {
      // Its case is locked before, as by everything that changes a treatment.
      const file = await this.cases.lock(tx, (await this.find(tx, id)).caseId);
      const treatment = await this.find(tx, id);

      requireMay(tx.actor, 'treatment:record', scopeOf(file));
      requireFresh(treatment.version, ifMatch);
      if (file.state === 'closed') throw new CaseIsClosed();
      if (treatment.completedAt !== null) throw new TreatmentAlreadyComplete(treatment.completedAt);
      const version = treatment.version + 1;
      const completed = { ...treatment, completedAt: new Date(completedAt).toISOString(), version };
      requirePossible(completed, tx.occurredAt.toISOString());

      await this.treatments.update(tx, completed);
      const document = treatmentDocument(completed);
      await recordChange(tx, { type: 'treatment.completed', id, version, document, ...refOf(file) });
      await this.happenings.raise(tx, 'treatment.completed', { file, treatment: completed });

      return toTreatmentView(completed);
    });
  }

  private async find(tx: Tx, id: string): Promise<Treatment> {
    const treatment = await this.treatments.find(tx, id);
    if (!treatment) throw new NotFound('treatment');
    return treatment;
  }
}
