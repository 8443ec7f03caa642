import { Injectable } from '@nestjs/common';
import { CHANGES, newId, recordChange, type ChangeType, type Tx } from '#database';
import { laneAskedBy, type Clock, type StopEvent } from '#pathway';
import { CASE_TRANSITIONS, grantFor, nextState, NotFound, type CaseEvent, type CaseState } from '#workflow';
import { afterClockEvent, startClocks } from './case-clocks.js';
import { caseDocument } from './case-document.js';
import { refOf, scopeOf, type CaseFile } from './case-file.js';
import { CasesRepository } from './cases.repository.js';
import { TellOfEmergency } from './tell-of-emergency.js';

/** The changes that make a version of a case. */
export type CaseChangeType = { [Type in ChangeType]: (typeof CHANGES)[Type] extends 'case' ? Type : never }[ChangeType];

/** What changes of a case, beside its state. What is left out stays. Lists are the whole lists, as they will be. */
export interface CaseChange extends Partial<
  Pick<CaseFile, 'clocks' | 'waivers' | 'notices' | 'lane' | 'laneReason' | 'priority'>
> {
  readonly type: CaseChangeType;
  /** A code; it goes into the trail. */
  readonly reasonCode?: string;
}

/** A change of state: the destination where the table leaves a choice, and the text beside the reason. */
export interface CaseMove extends CaseChange {
  readonly to?: CaseState;
  readonly reasonText?: string;
}

/**
 * The one way to a case's row: for every feature that moves a case or adds to it. Files are never changed in place; each change
 * returns the new one, its version recorded. Works in ordinary and in hot transactions.
 */
@Injectable()
export class CaseFiles {
  constructor(
    private readonly cases: CasesRepository,
    private readonly tellOfEmergency: TellOfEmergency,
  ) {}

  /** The case, to read it. @throws NotFound where there is none among those this person may see */
  async open(tx: Tx, caseId: string): Promise<CaseFile> {
    return met(tx, await this.cases.find(tx, caseId));
  }

  /** The case, to change it: nobody else changes it until this transaction ends. @throws NotFound */
  async lock(tx: Tx, caseId: string): Promise<CaseFile> {
    return met(tx, await this.cases.findLocked(tx, caseId));
  }

  /** Opens the file of a case that begins. */
  async begin(tx: Tx, file: CaseFile): Promise<void> {
    await this.cases.insert(tx, file);
    await this.record(tx, file, 'case.referred');
    if (file.lane === 'emergency') await this.tellOfEmergency.execute(tx, file);
  }

  /** Moves the case by an event of its state table. @throws IllegalTransition */
  async move(tx: Tx, file: CaseFile, event: CaseEvent, move: CaseMove): Promise<CaseFile> {
    const { type, to, reasonCode, reasonText, ...change } = move;
    const state = nextState(CASE_TRANSITIONS, file.state, event, to);
    const stateSince = state === file.state ? file.stateSince : tx.occurredAt.toISOString();
    const reasons = { reasonCode: reasonCode ?? null, reasonText: reasonText ?? null };

    return this.write(tx, file, { ...file, ...change, state, stateSince, ...reasons }, type, reasonCode);
  }

  /** Changes what belongs to the case, in whatever state it is. */
  async amend(tx: Tx, file: CaseFile, { type, reasonCode, ...change }: CaseChange): Promise<CaseFile> {
    return this.write(tx, file, { ...file, ...change }, type, reasonCode);
  }

  /** Starts clocks, and raises the lane when one of them asks for it; without a new one the file stays as it is. */
  async startClocks(tx: Tx, file: CaseFile, asked: readonly Clock[]): Promise<CaseFile> {
    const clocks = startClocks(file.clocks, asked);
    if (clocks.length === file.clocks.length) return file;
    return this.amend(tx, file, { type: 'case.clocks-started', clocks, lane: raisedLane(file, clocks) });
  }

  /** Tells the clocks what happened, at an ISO instant; when none waits for it the file stays as it is. */
  async stopClocks(tx: Tx, file: CaseFile, event: StopEvent, at: string): Promise<CaseFile> {
    const clocks = afterClockEvent(file.clocks, event, at);
    if (clocks.every((clock) => file.clocks.includes(clock))) return file;
    return this.amend(tx, file, { type: 'case.clock-stopped', clocks, reasonCode: event });
  }

  /** Puts something on the coordinator's list; the same thing only once until it is settled. */
  async notice(tx: Tx, file: CaseFile, kind: string, reasonCode: string): Promise<CaseFile> {
    const isKnown = file.notices.some(
      (notice) => notice.settledAt === null && notice.kind === kind && notice.reasonCode === reasonCode,
    );
    if (isKnown) return file;

    const notice = { id: newId(), kind, reasonCode, raisedAt: tx.occurredAt.toISOString(), settledAt: null };
    return this.amend(tx, file, { type: 'case.noticed', notices: [...file.notices, notice], reasonCode });
  }

  private async write(
    tx: Tx,
    before: CaseFile,
    changed: CaseFile,
    type: CaseChangeType,
    reasonCode?: string,
  ): Promise<CaseFile> {
    const after = { ...changed, version: before.version + 1 };
    await this.cases.update(tx, before, after);
    await this.record(tx, after, type, reasonCode);
    if (before.lane !== 'emergency' && after.lane === 'emergency') await this.tellOfEmergency.execute(tx, after);
    return after;
  }

  private async record(tx: Tx, file: CaseFile, type: CaseChangeType, reasonCode?: string): Promise<void> {
    const { caseId: id, version } = file;
    await recordChange(tx, { type, id, version, document: caseDocument(file), reasonCode, ...refOf(file) });
  }
}

/** The lane after clocks were started: they only ever raise it. */
export function raisedLane(file: Pick<CaseFile, 'lane' | 'clocks'>, clocks: CaseFile['clocks']): CaseFile['lane'] {
  const started = clocks.filter((clock) => !file.clocks.includes(clock));
  return laneAskedBy(started) === 'emergency' ? 'emergency' : file.lane;
}

/** A case that is seen only because somebody broke the glass says so on every event that follows. */
function met(tx: Tx, file: CaseFile | null): CaseFile {
  if (!file) throw new NotFound('case');
  tx.shown.breakGlassId ??= grantFor(tx.actor, scopeOf(file))?.id ?? null;
  return file;
}
