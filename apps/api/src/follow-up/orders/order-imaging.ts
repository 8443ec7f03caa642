import { Injectable } from '@nestjs/common';
import { Ledger, newId, type Actor, type Tx } from '#database';
import { orderFindings, type FollowUpParameters } from '#pathway';
import { requireMay } from '#workflow';
import { CaseIsClosed, scopeOf, type CaseFile } from '../../cases/index.js';
import type { OrderImagingDto } from '../dto/orders.dto.js';
import { FollowUpFiles, today } from '../follow-up-files.js';
import {
  DayOrWeeks,
  NoOpenDay,
  NothingDecided,
  OrderRefused,
  RoutineAlreadyPlanned,
  WrongSideOfNow,
} from '../follow-up.errors.js';
import { isWaiting, withOrder, type FollowUp, type ImagingOrder } from '../follow-up.js';
import type { ImagingOrderView } from '../follow-up.view.js';
import { Planner } from '../planning/planner.js';
import { blankOrder, isRoutine } from '../planning/replan.js';
import { orderIn } from './order-in.js';

/** When an examination is wanted, and why then. */
type Days = Pick<ImagingOrder, 'countedFrom' | 'dueOn' | 'windowFrom' | 'windowTo' | 'explanation'>;

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
      requireClear(wish, file.board.parameters.followUp);
      if (wish.kind === 'routine') requireNoRoutine(followUp);

      const isIndicated = wish.kind === 'clinically-indicated';
      const days = isIndicated ? indicated(tx, file, followUp, wish) : await this.counted(tx, file, followUp, wish);
      const order: ImagingOrder = {
        ...blankOrder(newId(), caseId, tx.actor.userId),
        ...days,
        kind: wish.kind,
        modality: wish.modality ?? (wish.levels?.length ? 'mri-levels' : 'mri-whole-spine'),
        levels: wish.levels ?? [],
        reason: wish.reason ?? null,
      };
      const kept = await this.files.keep(tx, file, withOrder(followUp, order), 'imaging.ordered', wish.kind);

      return orderIn(kept, order.id);
    });
  }

  /** Counted in weeks from where the routine order counts. */
  private async counted(tx: Tx, file: CaseFile, followUp: FollowUp, wish: OrderImagingDto): Promise<Days> {
    const { kind, weeks = 0, reason = null } = wish;
    const policy = { weeks, isException: kind === 'board-exception', reason };
    const proposed = await this.planner.propose(tx, file, { ...followUp, policy });
    if (!proposed) throw new NothingDecided();
    const { next, proposal } = proposed;
    if (next.kind === 'ask-coordinator') throw new NoOpenDay(next.sentence);
    if (next.windowTo < today(tx, file)) {
      const sentence = `Its window ended on ${next.windowTo}. Order a clinically indicated examination.`;
      throw new WrongSideOfNow('/weeks', sentence);
    }

    const { kind: _kind, movedFrom, ...days } = next;
    return { ...days, explanation: { weeks, proposal: kind === 'routine' ? proposal : null, movedFrom } };
  }
}

/** Any day from today on; it may be made earlier, and is missed after it. */
function indicated(tx: Tx, file: CaseFile, followUp: FollowUp, { dueOn }: OrderImagingDto): Days {
  const windowFrom = today(tx, file);
  if (dueOn === undefined) throw new DayOrWeeks('/dueOn');
  if (dueOn < windowFrom) throw new WrongSideOfNow('/dueOn', 'An examination is wanted by today or a later day.');
  const explanation = { weeks: routineWeeks(followUp), proposal: null, movedFrom: null };
  return { countedFrom: null, dueOn, windowFrom, windowTo: dueOn, explanation };
}

/** Each kind by its own measure, inside its bounds, with the reason that it asks for. */
function requireClear(wish: OrderImagingDto, bounds: FollowUpParameters): void {
  const [refused] = orderFindings(wish, bounds);
  if (refused) throw new OrderRefused(refused);
  const { kind, weeks, dueOn } = wish;
  const isByDay = dueOn !== undefined && weeks === undefined;
  const isByWeeks = weeks !== undefined && dueOn === undefined;
  if (kind === 'clinically-indicated' ? !isByDay : !isByWeeks) {
    throw new DayOrWeeks(kind === 'clinically-indicated' ? '/dueOn' : '/weeks');
  }
}

function requireNoRoutine({ orders }: FollowUp): void {
  const planned = orders.find((order) => isRoutine(order) && isWaiting(order));
  if (planned) throw new RoutineAlreadyPlanned(planned.dueOn);
}

/** The interval that an examination out of turn interrupts. */
function routineWeeks({ orders }: FollowUp): number | null {
  return orders.filter(isRoutine).at(-1)?.explanation.weeks ?? null;
}
