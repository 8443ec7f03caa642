import { Injectable } from '@nestjs/common';
import { Ledger, newId, type Actor, type Tx } from '#database';
import { IMAGING_ORDER_TRANSITIONS, nextState, requireMay } from '#workflow';
import { CaseIsClosed, RelistOnTrigger, scopeOf, type CaseFile } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import type { AcknowledgeImagingDto } from '../dto/orders.dto.js';
import { FollowUpFiles, today } from '../follow-up-files.js';
import { AcknowledgementUnclear, WrongSideOfNow } from '../follow-up.errors.js';
import { withOrder, type FollowUp, type ImagingOrder } from '../follow-up.js';
import type { ImagingOrderView } from '../follow-up.view.js';
import { blankOrder } from '../planning/replan.js';
import { orderIn } from './order-in.js';

/**
 * The named specialist, or a deputy, has seen the report: the loop closes. Growth that may be pseudoprogression is answered by
 * re-listing the case or by ordering the confirming scan.
 */
@Injectable()
export class AcknowledgeImaging {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: FollowUpFiles,
    private readonly relist: RelistOnTrigger,
  ) {}

  execute(
    actor: Actor,
    orderId: string,
    answer: AcknowledgeImagingDto,
    ifMatch: number | undefined,
  ): Promise<ImagingOrderView> {
    return this.ledger.transaction({ type: 'imaging-order.opened', actor }, async (tx) => {
      const { file, followUp, order } = await this.files.lockOrder(tx, orderId);

      requireMay(tx.actor, 'imaging:acknowledge', { ...scopeOf(file), namedUserId: order.specialistId });
      requireFresh(order.version, ifMatch);
      const state = nextState(IMAGING_ORDER_TRANSITIONS, order.state, 'acknowledge');
      requireClear(order, answer);
      if (answer.confirmOn && file.state === 'closed') throw new CaseIsClosed();

      const by = { acknowledgedBy: tx.actor.userId, acknowledgedAt: tx.occurredAt.toISOString() };
      const acknowledged = withOrder(followUp, { ...order, state, ...by });
      const answered = answer.confirmOn ? confirmedBy(tx, file, acknowledged, order, answer.confirmOn) : acknowledged;
      const kept = await this.files.keep(tx, file, answered, 'imaging.acknowledged', answer.action);
      if (answer.action === 'relist') await this.relist.execute(tx, file, 'progression');

      return orderIn(kept, orderId);
    });
  }
}

function requireClear({ needsConfirmation }: ImagingOrder, { action, confirmOn }: AcknowledgeImagingDto): void {
  const isClear = needsConfirmation ? action !== undefined : action === undefined;
  const hasItsDay = (action === 'order-confirming-scan') === (confirmOn !== undefined);
  if (!isClear || !hasItsDay) throw new AcknowledgementUnclear(needsConfirmation);
}

function confirmedBy(tx: Tx, file: CaseFile, followUp: FollowUp, doubtful: ImagingOrder, confirmOn: string): FollowUp {
  const from = today(tx, file);
  if (confirmOn < from)
    throw new WrongSideOfNow('/confirmOn', 'The confirming scan lies ahead. Choose today or a later day.');
  return withOrder(followUp, {
    ...blankOrder(newId(), file.caseId, doubtful.specialistId),
    kind: 'clinically-indicated',
    dueOn: confirmOn,
    windowFrom: from,
    windowTo: confirmOn,
    modality: doubtful.modality,
    levels: doubtful.levels,
    explanation: { ...doubtful.explanation, movedFrom: null },
    reason: 'Confirms growth that may be pseudoprogression.',
  });
}
