import { Injectable } from '@nestjs/common';
import { Ledger, newId, type Actor, type Tx } from '#database';
import { orderFindings, type CalendarDate } from '#pathway';
import { requireMay } from '#workflow';
import { CaseIsClosed, scopeOf, type CaseFile } from '../../cases/index.js';
import type { OrderImagingDto } from '../dto/orders.dto.js';
import { FollowUpFiles, today } from '../follow-up-files.js';
import { NoOpenDay, NothingDecided, OrderRefused, WrongSideOfNow } from '../follow-up.errors.js';
import { withOrder, type FollowUp, type ImagingOrder } from '../follow-up.js';
import type { ImagingOrderView } from '../follow-up.view.js';
import { Planner } from '../planning/planner.js';
import { blankOrder } from '../planning/replan.js';
import { orderIn } from './order-in.js';

/**
 * An examination beside the planned ones. Outside 6 to 16 weeks there are two doors, each with its reason: it is clinically
 * indicated, on any day; or it is a documented exception of the board.
 */
@Injectable()
export class OrderImaging {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: FollowUpFiles,
    private readonly planner: Planner,
  ) {}

  execute(actor: Actor, caseId: string, wish: OrderImagingDto): Promise<ImagingOrderView> {
    return this.ledger.transaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const { file, followUp } = await this.files.lock(tx, caseId);

      requireMay(tx.actor, 'imaging:order', scopeOf(file));
      if (file.state === 'closed') throw new CaseIsClosed();
      const [refused] = orderFindings(wish, file.board.parameters.followUp);
      if (refused) throw new OrderRefused(refused);

      const days =
        wish.kind === 'clinically-indicated' ? indicated(tx, file, wish) : await this.counted(tx, file, followUp, wish);
      const order: ImagingOrder = {
        ...blankOrder(newId(), caseId, tx.actor.userId),
        kind: wish.kind,
        ...days,
        modality: wish.modality ?? (wish.levels?.length ? 'mri-levels' : 'mri-whole-spine'),
        levels: wish.levels ?? [],
        reason: wish.reason ?? null,
        explanation: { weeks: wish.weeks ?? routineWeeks(followUp), proposal: null, movedFrom: null },
      };
      const kept = await this.files.keep(tx, file, withOrder(followUp, order), 'imaging.ordered', wish.kind);

      return orderIn(kept, order.id);
    });
  }

  /** Counted in weeks from where the routine order counts. */
  private async counted(tx: Tx, file: CaseFile, followUp: FollowUp, { kind, weeks = 0, reason }: OrderImagingDto) {
    const policy = { weeks, isException: kind === 'board-exception', reason: reason ?? null };
    const proposed = await this.planner.propose(tx, file, { ...followUp, policy });
    if (!proposed) throw new NothingDecided();
    const { next } = proposed;
    if (next.kind === 'ask-coordinator') throw new NoOpenDay(next.sentence);
    if (next.windowTo < today(tx, file)) {
      throw new WrongSideOfNow(
        '/weeks',
        `Its window ended on ${next.windowTo}. Order a clinically indicated examination.`,
      );
    }
    const { countedFrom, dueOn, windowFrom, windowTo } = next;
    return { countedFrom, dueOn, windowFrom, windowTo };
  }
}

/** Any day from today on; it may be made earlier, and is missed after it. */
function indicated(
  tx: Tx,
  file: CaseFile,
  { dueOn }: OrderImagingDto,
): Record<'dueOn' | 'windowFrom' | 'windowTo', CalendarDate> {
  const from = today(tx, file);
  if (dueOn === undefined || dueOn < from) {
    throw new WrongSideOfNow('/dueOn', 'Give the day by which the examination is wanted: today or later.');
  }
  return { dueOn, windowFrom: from, windowTo: dueOn };
}

/** The interval that an examination out of turn interrupts. */
function routineWeeks({ orders }: FollowUp): number | null {
  return orders.filter(({ kind }) => kind === 'routine').at(-1)?.explanation.weeks ?? null;
}
