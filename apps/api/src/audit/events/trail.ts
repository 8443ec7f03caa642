import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type Tx } from '#database';
import { requireMay, type Grant } from '#workflow';
import type { PatientIdentifier } from '../../patients/index.js';
import { NamesRepository, type Names } from '../names.repository.js';
import type { Conditions, Finding, FoundEvent, Stretch } from './found-event.js';
import { TrailRepository } from './trail.repository.js';

/**
 * The audit trail, read: only in a transaction that opened for it. Auditors find every event of the organisation, a chair what concerns
 * the cases of their boards, everybody what they did themselves: the database sees to it. A page of leaves shows no personal data; one
 * that was asked for by a case or a patient is about somebody, and says so in the trail.
 */
@Injectable()
export class Trail {
  constructor(
    private readonly ledger: Ledger,
    private readonly trail: TrailRepository,
    private readonly people: NamesRepository,
  ) {}

  /** Opens the transaction. @throws Forbidden for whoever may read nothing of the trail */
  read<Answer>(actor: Actor, work: (tx: Tx, grant: Grant) => Promise<Answer>): Promise<Answer> {
    return this.ledger.swiftTransaction({ type: 'audit.read', actor }, (tx) => {
      const { grant } = requireMay(tx.actor, 'audit:read', { organisationId: tx.actor.organisationId });
      return work(tx, grant);
    });
  }

  /** One stretch of what meets the conditions; says whom the question was about. */
  async find(tx: Tx, conditions: Conditions, stretch: Stretch): Promise<Finding> {
    const found = await this.trail.find(tx, conditions, stretch);
    await this.disclose(tx, conditions);
    return found;
  }

  /** Null where there is none among those this person may see; says whom the event names. */
  async findOne(tx: Tx, eventId: string): Promise<FoundEvent | null> {
    const event = await this.trail.findOne(tx, eventId);
    if (event) await recordDisclosure(tx, { patients: event.leaf.patients });
    return event;
  }

  /** The patient who has exactly this number; null where nobody has. */
  patientKnownUnder(tx: Tx, identifier: PatientIdentifier): Promise<string | null> {
    return this.trail.patientKnownUnder(tx, identifier);
  }

  names(tx: Tx, events: readonly FoundEvent[]): Promise<Names> {
    return this.people.in(
      tx,
      events.map(({ leaf }) => leaf),
    );
  }

  private async disclose(tx: Tx, { caseId, patientId }: Conditions): Promise<void> {
    const ofCase = caseId === undefined ? null : await this.trail.patientOfCase(tx, caseId);
    if (ofCase !== null) await recordDisclosure(tx, { patients: [ofCase], entity: 'case', entityId: caseId });

    const named = patientId === undefined ? null : await this.trail.aliasOf(tx, patientId);
    if (named !== null && named !== ofCase)
      await recordDisclosure(tx, { patients: [named], entity: 'patient', entityId: named });
  }
}
