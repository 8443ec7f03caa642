import { Injectable } from '@nestjs/common';
import { Ledger, newId, type Actor, type Tx } from '#database';
import { dayOf, isBlocking, type ReadinessItem } from '#pathway';
import { CASE_TRANSITIONS, nextState, requireMay, requireReadiness } from '#workflow';
import { CaseFiles, scopeOf, settled, toCaseView, type CaseView, type CaseWaiver } from '../cases/index.js';
import { requireFresh } from '../http/index.js';
import { NothingToOverride } from './assessments.errors.js';
import type { MarkReadyDto } from './dto/assessments.dto.js';
import { ReadinessOf } from './readiness-of.js';

/** Says that a case may go to the board. Each blocker that is missing today needs a reason to go without it, and keeps it. */
@Injectable()
export class MarkReady {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: CaseFiles,
    private readonly readinessOf: ReadinessOf,
  ) {}

  execute(
    actor: Actor,
    caseId: string,
    { overrides = {} }: MarkReadyDto,
    ifMatch: number | undefined,
  ): Promise<CaseView> {
    return this.ledger.swiftTransaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.files.lock(tx, caseId);

      requireMay(tx.actor, 'case:ready', scopeOf(file));
      requireFresh(file.version, ifMatch);
      nextState(CASE_TRANSITIONS, file.state, 'mark-ready');

      const now = tx.occurredAt.toISOString();
      const { items } = await this.readinessOf.judge(tx, file, dayOf(now, file.board.timeZone));
      const ready = await this.files.move(tx, file, 'mark-ready', {
        type: 'case.made-ready',
        waivers: [...file.waivers, ...overridden(tx, items.filter(isBlocking), overrides)],
        notices: settled(file.notices, now),
      });

      return toCaseView(ready, tx.occurredAt);
    });
  }
}

/** The overrides as they are kept. @throws ReadinessBlocked for a blocker without one, NothingToOverride for one without a blocker */
function overridden(
  tx: Tx,
  blockers: readonly ReadinessItem[],
  overrides: Readonly<Record<string, string>>,
): CaseWaiver[] {
  const given = Object.entries(overrides).map(([id, reason]) => ({ id, reason }));
  requireReadiness(
    blockers.map(({ item, title }) => ({ id: item, label: title })),
    given,
  );
  const idle = given.filter(({ id }) => blockers.every(({ item }) => item !== id));
  if (idle.length > 0) throw new NothingToOverride(idle.map(({ id }) => id));

  return given.map(({ id, reason }) => newWaiver(tx, id, reason));
}

/** A waiver by whoever opened the transaction, now. */
export function newWaiver({ actor, occurredAt }: Tx, item: string, reason: string): CaseWaiver {
  return { id: newId(), item, reason, waivedBy: actor.userId, waivedAt: occurredAt.toISOString() };
}
