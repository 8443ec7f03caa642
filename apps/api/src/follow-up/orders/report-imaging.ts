import { Injectable } from '@nestjs/common';
import { Ledger, type Actor, type Tx } from '#database';
import { needsConfirmation, type CalendarDate } from '#pathway';
import type { VertebralLevel } from '#scoring';
import { IMAGING_ORDER_TRANSITIONS, nextState, requireMay } from '#workflow';
import { RelistOnTrigger, scopeOf, type CaseFile } from '../../cases/index.js';
import { TreatmentsQueries } from '../../decisions/index.js';
import { requireFresh } from '../../http/index.js';
import type { ReportImagingDto } from '../dto/orders.dto.js';
import { calendarOf, FollowUpFiles } from '../follow-up-files.js';
import { isRead, withOrder, type FollowUp, type ImagingOrder } from '../follow-up.js';
import type { ImagingOrderView } from '../follow-up.view.js';
import { Planner } from '../planning/planner.js';
import { TellOfImaging } from '../tell-of-imaging.js';
import { orderIn } from './order-in.js';

/**
 * Records what an examination showed. The next routine one is planned on it, and a progression takes the case back to the board by
 * itself, unless it must be confirmed first.
 */
@Injectable()
export class ReportImaging {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: FollowUpFiles,
    private readonly planner: Planner,
    private readonly treatments: TreatmentsQueries,
    private readonly relist: RelistOnTrigger,
    private readonly telling: TellOfImaging,
  ) {}

  execute(
    actor: Actor,
    orderId: string,
    { result, facts }: ReportImagingDto,
    ifMatch: number | undefined,
  ): Promise<ImagingOrderView> {
    return this.ledger.transaction({ type: 'imaging-order.opened', actor }, async (tx) => {
      const { file, followUp, order } = await this.files.lockOrder(tx, orderId);

      requireMay(tx.actor, 'imaging:report', scopeOf(file));
      requireFresh(order.version, ifMatch);
      const state = nextState(IMAGING_ORDER_TRANSITIONS, order.state, 'report');

      const by = { reportedBy: tx.actor.userId, reportedAt: tx.occurredAt.toISOString() };
      const read = { ...order, state, result, resultFacts: facts ?? null, ...by };
      const inDoubt = await this.mustBeConfirmed(tx, file, followUp, read);
      const reported = withOrder(followUp, { ...read, needsConfirmation: inDoubt });
      const planned = await this.planner.plan(tx, file, reported);
      const kept = await this.files.keep(tx, file, planned, 'imaging.reported', result);
      await this.telling.reported(tx, file, read);
      // The planner may have told the coordinator something: the case is taken as it is by now.
      if (result === 'progression' && !inDoubt) {
        await this.relist.execute(tx, (await this.files.lock(tx, file.caseId)).file, 'progression');
      }

      return orderIn(kept, orderId);
    });
  }

  private async mustBeConfirmed(tx: Tx, file: CaseFile, followUp: FollowUp, read: ImagingOrder): Promise<boolean> {
    if (!isRead(read)) return false;
    const dayOf = calendarOf(file);
    const treated = await this.treatments.localTreatments(tx, file.caseId);
    const sbrtCompletedOn = treated
      .filter(({ modality, levels }) => modality === 'sbrt' && isSeenBy(read, levels))
      .flatMap(({ completedAt }) => (completedAt ? [dayOf(completedAt)] : []))
      .sort()
      .at(-1);

    return needsConfirmation({
      result: read.result,
      performedOn: dayOf(read.performedAt),
      ...(sbrtCompletedOn && { sbrtCompletedOn, hasGrownBefore: hasGrown(followUp, read, sbrtCompletedOn, dayOf) }),
      ...(read.resultFacts?.isSmallGrowth !== undefined && { isSmallGrowth: read.resultFacts.isSmallGrowth }),
    });
  }
}

/** Whether an examination looks at one of these levels; one without levels looks at the whole spine. */
function isSeenBy({ levels: seen }: ImagingOrder, levels: readonly VertebralLevel[]): boolean {
  return seen.length === 0 || levels.some((level) => seen.includes(level));
}

/** Whether another examination since a day showed growth already. */
function hasGrown(
  followUp: FollowUp,
  { id }: ImagingOrder,
  since: CalendarDate,
  dayOf: (instant: string) => CalendarDate,
): boolean {
  return followUp.orders
    .filter(isRead)
    .some((other) => other.id !== id && other.result === 'progression' && dayOf(other.performedAt) >= since);
}
