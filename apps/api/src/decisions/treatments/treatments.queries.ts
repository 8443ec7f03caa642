import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type Tx } from '#database';
import { isLocalTreatment } from '#pathway';
import { requireMay } from '#workflow';
import { CaseFiles, scopeOf } from '../../cases/index.js';
import { id, keyAfter, mapPage, toPage, type Page, type PageQuery } from '../../http/index.js';
import type { Treatment } from './treatment.js';
import { toTreatmentView, type TreatmentView } from './treatment.view.js';
import { TreatmentsRepository } from './treatments.repository.js';

/** Plain reads of treatments, for people and for the features above. */
@Injectable()
export class TreatmentsQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly cases: CaseFiles,
    private readonly treatments: TreatmentsRepository,
  ) {}

  /** Everything done in a case, the earliest begun first. Works in ordinary and in hot transactions. */
  ofCase(tx: Tx, caseId: string): Promise<Treatment[]> {
    return this.treatments.ofCase(tx, caseId);
  }

  /** Those aimed at a lesion, whose completion imaging follow-up counts from. The same transactions. */
  async localTreatments(tx: Tx, caseId: string): Promise<Treatment[]> {
    return (await this.ofCase(tx, caseId)).filter(({ modality }) => isLocalTreatment(modality));
  }

  /** In the order of their recording. */
  list(actor: Actor, caseId: string, query: PageQuery): Promise<Page<TreatmentView>> {
    const [after = null] = keyAfter<[string]>(query, [id()]) ?? [];
    return this.ledger.swiftTransaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.cases.open(tx, caseId);

      requireMay(tx.actor, 'treatment:read', scopeOf(file));
      const rows = await this.treatments.page(tx, caseId, after, query.limit + 1);
      await recordDisclosure(tx, { patients: [file.patientAlias], entity: 'case', entityId: caseId });

      return mapPage(
        toPage(rows, query.limit, (treatment) => [treatment.id]),
        toTreatmentView,
      );
    });
  }
}
