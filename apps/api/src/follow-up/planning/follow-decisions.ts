import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { baselineFindings, isLocalTreatment } from '#pathway';
import type { ImagingCancelReason } from '#workflow';
import { AssessmentsQueries } from '../../assessments/index.js';
import { CaseHappenings, type CaseFile, type Closing } from '../../cases/index.js';
import { DecisionHappenings, type Revision, type Treatment } from '../../decisions/index.js';
import { calendarOf, FollowUpFiles } from '../follow-up-files.js';
import { AS_PROPOSED, isOpen, isWaiting, type FollowUp } from '../follow-up.js';
import { imagingKnown } from './grounds.js';
import { Planner } from './planner.js';
import { isRoutine } from './replan.js';

/** What decisions, treatments and the end of a case mean for imaging, in the transaction that causes it. */
@Injectable()
export class FollowDecisions implements OnModuleInit {
  constructor(
    private readonly decisions: DecisionHappenings,
    private readonly cases: CaseHappenings,
    private readonly files: FollowUpFiles,
    private readonly planner: Planner,
    private readonly assessments: AssessmentsQueries,
  ) {}

  onModuleInit(): void {
    this.decisions.on('decision.in-force', (tx, { file, revision }) => this.planFor(tx, file, revision));
    this.decisions.on('decision.withdrawn', (tx, { file }) => this.dropPlanned(tx, file));
    this.decisions.on('treatment.recorded', (tx, { file, treatment }) => this.recount(tx, file, treatment));
    this.decisions.on('treatment.completed', (tx, { file, treatment }) => this.recount(tx, file, treatment));
    this.cases.on('case.closing', (tx, closing) => this.endWithCase(tx, closing));
  }

  /** A new decision starts its own follow-up: what waited for the older one gives way. */
  private async planFor(tx: PrismaTx, file: CaseFile, revision: Revision): Promise<void> {
    const before = cancelWaiting(await this.files.open(tx, file), 'superseded-by-new-decision', isRoutine);
    // So does an interval that a specialist set for it, and a baseline that was missed.
    const policy = before.anchor === null ? before.policy : AS_PROPOSED;
    const planned = await this.planner.plan(tx, file, { ...before, policy, baselineMissing: false }, revision);
    if (planned.anchor !== null) await this.files.keep(tx, file, planned, 'follow-up.planned');
  }

  private async dropPlanned(tx: PrismaTx, file: CaseFile): Promise<void> {
    const before = await this.files.open(tx, file);
    if (!before.anchor?.planned) return;
    const after = cancelWaiting(before, 'no-longer-indicated', ({ isPlanned }) => isPlanned);
    const unplanned = { ...after, anchor: null, policy: AS_PROPOSED };
    await this.files.keep(tx, file, unplanned, 'imaging.cancelled', 'no-longer-indicated');
  }

  private async recount(tx: PrismaTx, file: CaseFile, treatment: Treatment): Promise<void> {
    if (!isLocalTreatment(treatment.modality)) return;
    const before = await this.files.open(tx, file);
    const planned = await this.planner.plan(tx, file, before);
    const baselineMissing = before.baselineMissing || (await this.lacksBaseline(tx, file, treatment, before));
    await this.files.keep(tx, file, { ...planned, baselineMissing }, 'follow-up.re-anchored');
  }

  private async lacksBaseline(
    tx: PrismaTx,
    file: CaseFile,
    { startedAt }: Treatment,
    followUp: FollowUp,
  ): Promise<boolean> {
    const dayOf = calendarOf(file);
    const latest = await this.assessments.latest(tx, file.caseId);
    const imaging = imagingKnown(latest, followUp, dayOf);
    return baselineFindings(dayOf(startedAt), imaging, file.board.parameters).length > 0;
  }

  /** Whatever is still open stands against `completed`; every other reason ends what nobody has performed yet. */
  private async endWithCase(tx: PrismaTx, closing: Closing): Promise<void> {
    const { file, reason } = closing;
    const before = await this.files.open(tx, file);
    if (reason === 'completed') {
      closing.unfinished.imagingOrders = before.orders.filter(isOpen).length;
      return;
    }
    if (!before.orders.some(isWaiting)) return;
    const why = reason === 'withdrawn' ? 'case-closed' : reason;
    await this.files.keep(tx, file, cancelWaiting(before, why), 'imaging.cancelled', why);
  }
}

function cancelWaiting(
  followUp: FollowUp,
  cancelReason: ImagingCancelReason,
  concerns: (order: FollowUp['orders'][number]) => boolean = () => true,
): FollowUp {
  return {
    ...followUp,
    orders: followUp.orders.map((order) =>
      isWaiting(order) && concerns(order) ? { ...order, state: 'cancelled', cancelReason } : order,
    ),
  };
}
