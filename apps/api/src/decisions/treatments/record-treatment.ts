import { Injectable } from '@nestjs/common';
import { Ledger, newId, recordChange, type Actor, type Tx } from '#database';
import { isRadiotherapy } from '#pathway';
import { requireMay } from '#workflow';
import { CaseFiles, CaseIsClosed, refOf, scopeOf, type CaseFile } from '../../cases/index.js';
import { DecisionHappenings } from '../decision-happenings.js';
import { RecommendationsQueries } from '../recommendations/recommendations.queries.js';
import type { RecordTreatmentDto } from './dto/treatments.dto.js';
import { requirePossible } from './possible-treatment.js';
import { treatmentDocument, type Treatment } from './treatment.js';
import { toTreatmentView, type TreatmentView } from './treatment.view.js';
import { NotACurrentRecommendation } from './treatments.errors.js';
import { TreatmentsRepository } from './treatments.repository.js';

/** Records what was done. Radiotherapy that has begun stops the clock that a decision for a compressed cord started. */
@Injectable()
export class RecordTreatment {
  constructor(
    private readonly ledger: Ledger,
    private readonly cases: CaseFiles,
    private readonly treatments: TreatmentsRepository,
    private readonly recommendations: RecommendationsQueries,
    private readonly happenings: DecisionHappenings,
  ) {}

  execute(actor: Actor, caseId: string, done: RecordTreatmentDto): Promise<TreatmentView> {
    return this.ledger.transaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.cases.lock(tx, caseId);

      requireMay(tx.actor, 'treatment:record', scopeOf(file));
      if (file.state === 'closed') throw new CaseIsClosed();
      const treatment = treatmentFrom(tx, file, done);
      requirePossible(treatment, tx.occurredAt.toISOString());
      await this.requireRecommended(tx, treatment);

      await this.treatments.insert(tx, treatment);
      const document = treatmentDocument(treatment);
      await recordChange(tx, { type: 'treatment.recorded', id: treatment.id, version: 1, document, ...refOf(file) });
      const current = await this.tellClocks(tx, file, treatment);
      await this.happenings.raise(tx, 'treatment.recorded', { file: current, treatment });

      return toTreatmentView(treatment);
    });
  }

  private async requireRecommended(tx: Tx, { caseId, recommendationId }: Treatment): Promise<void> {
    if (recommendationId === null) return;
    const current = await this.recommendations.current(tx, caseId);
    if (!current.some(({ id }) => id === recommendationId)) throw new NotACurrentRecommendation();
  }

  /** The only clock that waits for a treatment waits for radiotherapy (NICE QS56, statement 6); a tablet does not stop it. */
  private async tellClocks(tx: Tx, file: CaseFile, { modality, startedAt }: Treatment): Promise<CaseFile> {
    return isRadiotherapy(modality) ? this.cases.stopClocks(tx, file, 'treatment-started', startedAt) : file;
  }
}

function treatmentFrom(tx: Tx, { boardId, caseId }: CaseFile, done: RecordTreatmentDto): Treatment {
  const { recommendationId = null, modality, levels = [], startedAt, completedAt, note = null } = done;
  return {
    boardId,
    caseId,
    id: newId(),
    recommendationId,
    modality,
    levels,
    startedAt: new Date(startedAt).toISOString(),
    completedAt: completedAt === undefined ? null : new Date(completedAt).toISOString(),
    note,
    recordedBy: tx.actor.userId,
    version: 1,
  };
}
