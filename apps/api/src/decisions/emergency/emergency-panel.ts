import type { Instant } from '#pathway';
import { requireUrgentPanel, type Lane, type PanelContact, type Specialty } from '#workflow';
import type { Board } from '../../people/index.js';
import { PanelPersonUnfit, ReachedInTheFuture } from '../decisions.errors.js';

/**
 * A panel that may decide without the board: the emergency lane, every specialty of the board's panel reached, each by a person of
 * its own who sits for it or deputises, and none in the future. `now` is an ISO instant.
 * @throws NotInEmergencyLane, PanelNotReached, PanelNeedsOnePersonEach, PanelPersonUnfit, ReachedInTheFuture
 */
export function requirePanel(
  lane: Lane,
  board: Pick<Board, 'members' | 'signOffRule'>,
  contacts: readonly PanelContact[],
  now: Instant,
): void {
  requireUrgentPanel(lane, board.signOffRule.panelSpecialties, contacts);

  for (const [position, { userId, specialty, reachedAt }] of contacts.entries()) {
    if (!mayStandFor(board, userId, specialty)) throw new PanelPersonUnfit(position, specialty);
    if (Date.parse(reachedAt) > Date.parse(now)) throw new ReachedInTheFuture(position);
  }
}

function mayStandFor({ members }: Pick<Board, 'members'>, userId: string, specialty: Specialty): boolean {
  return members.some(
    (seat) => seat.specialty === specialty && (seat.userId === userId || seat.deputyIds.includes(userId)),
  );
}
