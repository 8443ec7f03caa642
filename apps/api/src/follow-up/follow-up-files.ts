import { Injectable } from '@nestjs/common';
import { CHANGES, recordChange, type ChangeType, type Tx } from '#database';
import { dayOf } from '#pathway';
import { canonicalJson } from '#transparency';
import { NotFound } from '#workflow';
import { CaseFiles, refOf, type CaseFile } from '../cases/index.js';
import { followUpDocument, nothingPlanned, onDay, plain, type FollowUp, type ImagingOrder } from './follow-up.js';
import { FollowUpRepository } from './follow-up.repository.js';

export type FollowUpChangeType = {
  [Type in ChangeType]: (typeof CHANGES)[Type] extends 'follow-up' ? Type : never;
}[ChangeType];

/** A case with its follow-up, both as they are today. */
export interface FollowedCase {
  readonly file: CaseFile;
  readonly followUp: FollowUp;
}

/**
 * The one way to a case's imaging follow-up. Whoever changes it holds the lock of its case. Follow-ups are never changed in place;
 * what is kept is the difference to what was opened, one version at a time.
 */
@Injectable()
export class FollowUpFiles {
  constructor(
    private readonly cases: CaseFiles,
    private readonly followUps: FollowUpRepository,
  ) {}

  /** As it is today, missed windows included. */
  async open(tx: Tx, file: CaseFile): Promise<FollowUp> {
    const stored = (await this.followUps.find(tx, file.caseId)) ?? nothingPlanned(file.caseId);
    return onDay(stored, today(tx, file), calendarOf(file));
  }

  /** The case locked, and its follow-up. @throws NotFound */
  async lock(tx: Tx, caseId: string): Promise<FollowedCase> {
    const file = await this.cases.lock(tx, caseId);
    return { file, followUp: await this.open(tx, file) };
  }

  /** The order and its case, to change them. @throws NotFound */
  async lockOrder(tx: Tx, orderId: string): Promise<FollowedCase & { readonly order: ImagingOrder }> {
    const caseId = await this.followUps.caseOf(tx, orderId);
    if (caseId === null) throw new NotFound('imaging order');
    const followed = await this.lock(tx, caseId);
    const order = followed.followUp.orders.find(({ id }) => id === orderId);
    if (!order) throw new NotFound('imaging order');
    return { ...followed, order };
  }

  /** Keeps what changed, as one version. Orders that became missed meanwhile are written with it. */
  async keep(
    tx: Tx,
    file: CaseFile,
    changed: FollowUp,
    type: FollowUpChangeType,
    reasonCode?: string,
  ): Promise<FollowUp> {
    const stored = await this.followUps.find(tx, file.caseId);
    const orders = changed.orders.flatMap((order) => {
      const before = stored?.orders.find(({ id }) => id === order.id);
      if (before && isSame(before, order)) return [];
      return [{ ...settled(before, order), version: (before?.version ?? 0) + 1 }];
    });
    const after = {
      ...changed,
      orders: changed.orders.map((order) => orders.find(({ id }) => id === order.id) ?? order),
      version: (stored?.version ?? 0) + 1,
    };

    await this.followUps.keep(tx, file, after, orders);
    const { version } = after;
    await recordChange(tx, {
      type,
      id: file.caseId,
      version,
      document: followUpDocument(after),
      reasonCode,
      ...refOf(file),
    });
    return after;
  }
}

/** Whoever takes an examination a step further has seen to it: the next wait begins with nobody told. */
function settled(before: ImagingOrder | undefined, after: ImagingOrder): ImagingOrder {
  const isStep = before !== undefined && before.state !== after.state;
  return isStep && before.escalation?.at === after.escalation?.at ? { ...after, escalation: null } : after;
}

/** PostgreSQL returns the keys of JSON in an order of its own. */
function isSame(before: ImagingOrder, after: ImagingOrder): boolean {
  return canonicalJson(plain(before)) === canonicalJson(plain(after));
}

/** Today on the board's calendar. */
export function today(tx: Tx, file: CaseFile): string {
  return calendarOf(file)(tx.occurredAt.toISOString());
}

/** The board's calendar: an instant's day there. */
export function calendarOf({ board: { timeZone } }: CaseFile): (instant: string) => string {
  return (instant) => dayOf(instant, timeZone);
}
