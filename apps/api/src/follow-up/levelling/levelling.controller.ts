import { Body, Controller, Param, Post } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../../auth/index.js';
import { Answers } from '../../http/index.js';
import { LevelBoard } from './level-board.js';
import { BoardIdParam, LevelBoardDto } from './levelling.dto.js';
import { ProposalOutdated, TooManyOrders, UnclearCapacity } from './levelling.errors.js';
import { LevellingView } from './levelling.view.js';

@Controller('boards/:boardId/follow-up')
export class LevellingController {
  constructor(private readonly levelBoard: LevelBoard) {}

  @Post('level')
  @Allow('follow-up:level')
  @Answers(LevellingView, {
    summary: 'Spread the waiting imaging over the scanners’ days',
    about:
      'Proposes first: as many orders as possible inside their windows, then as near to due as possible, then the lowest peak. ' +
      'Sent again with the digest as “confirm”, it moves the due days, all or none. No order leaves its window.',
    refusals: [
      new ProposalOutdated(),
      new TooManyOrders(),
      new UnclearCapacity('/dueUntil', 'This day has gone by. Choose today or a later day.'),
    ],
  })
  level(@Param() { boardId }: BoardIdParam, @Body() dto: LevelBoardDto, @CurrentActor() actor: Actor) {
    return this.levelBoard.execute(actor, boardId, dto);
  }
}
