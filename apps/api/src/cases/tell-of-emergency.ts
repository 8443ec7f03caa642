import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { Outbox } from '../notifications/index.js';
import { BoardsQueries, withDeputies } from '../people/index.js';
import type { CaseFile } from './case-file.js';

/**
 * Tells whoever must act that a case has come into the emergency lane: its chair, its coordinators and the panel's specialties, and the
 * deputies of these, who are reached where they are not.
 */
@Injectable()
export class TellOfEmergency {
  constructor(
    private readonly boards: BoardsQueries,
    private readonly outbox: Outbox,
  ) {}

  async execute(tx: Tx, { boardId, caseId }: CaseFile): Promise<void> {
    const { chairId, members, signOffRule } = await this.boards.find(tx, boardId);
    const acting = members.filter(
      ({ specialty }) => specialty === null || signOffRule.panelSpecialties.includes(specialty),
    );
    const to = [chairId, ...acting.flatMap(withDeputies)].filter((userId) => userId !== tx.by.userId);

    await this.outbox.post(tx, { kind: 'emergency-raised', to, boardId, caseId, facts: {} });
  }
}
