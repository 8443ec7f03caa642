import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { NotFound, requireMay } from '#workflow';
import { ProofOfIdentity } from '../auth/index.js';
import { requireFresh } from '../http/index.js';
import { digestOfChange, toBoard, type Board } from './board.js';
import { withRules } from './board-rules.js';
import { BoardsRepository } from './boards.repository.js';

/**
 * The chair puts an entered change of rules in force, with a fresh proof of identity for exactly that change.
 * @throws NotFound, Forbidden, StaleVersion, ProofRequired, RulesNotAllowed, UnsoundSignOffRule
 */
@Injectable()
export class ConfirmRules {
  constructor(
    private readonly ledger: Ledger,
    private readonly boards: BoardsRepository,
    private readonly identity: ProofOfIdentity,
  ) {}

  execute(actor: Actor, id: string, changeId: string, proof: string, ifMatch: number | undefined): Promise<Board> {
    return this.ledger.transaction({ type: 'board.opened', actor, id }, async (tx) => {
      const board = await this.boards.lock(tx, id);
      requireMay(tx.actor, 'parameter:confirm', { organisationId: board.organisationId, boardId: id });
      requireFresh(board.version, ifMatch);
      const entered = board.pendingChanges.find((change) => change.id === changeId);
      if (!entered) throw new NotFound('change waiting for confirmation');

      // What fitted when it was entered may contradict what was confirmed since.
      const changed = withRules(board, entered.change);
      await this.identity.require(tx, { proof, purpose: 'confirm-parameters', digest: digestOfChange(id, entered) });

      await this.boards.confirmChange(tx, changeId);
      const pendingChanges = board.pendingChanges.filter((change) => change !== entered);
      return toBoard(await this.boards.update(tx, { ...changed, pendingChanges }, 'board.parameters-confirmed'));
    });
  }
}
