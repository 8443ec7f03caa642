import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { NOT_OFFERED } from '#scoring';
import { Public } from '../auth/index.js';
import { Answers, AnswersPage } from '../http/index.js';
import { ScoreInputsDto, ScoreSystemParam } from './dto/scores.dto.js';
import { ScoreSystemView, toScoreSystemView } from './score-system.view.js';
import { ScoreView } from './score.view.js';
import { ImpossibleValues, InstrumentNotOffered, UnknownInstrument } from './scores.errors.js';
import { ScoresQueries } from './scores.queries.js';

const IMPOSSIBLE = new ImpossibleValues(
  [{ item: 'growth', code: 'unknown-option', message: 'Primary tumour growth: "fast" is not an answer.' }],
  (item) => `/inputs/${item}`,
);

@Controller('scores')
export class ScoresController {
  constructor(private readonly scores: ScoresQueries) {}

  @Get('systems')
  @Public()
  @AnswersPage(ScoreSystemView, { summary: 'The catalogue of instruments, those not offered included' })
  systems() {
    return { items: this.scores.all().map(toScoreSystemView), nextCursor: null };
  }

  @Get('systems/:id')
  @Public()
  @Answers(ScoreSystemView, {
    summary: 'One instrument: items, points, bands, citations',
    refusals: [new UnknownInstrument()],
  })
  system(@Param() { id }: ScoreSystemParam) {
    return toScoreSystemView(this.scores.one(id));
  }

  @Post(':id')
  @Public()
  @Answers(ScoreView, {
    summary: 'Score a form, keeping nothing',
    about: 'An incomplete form answers what is missing and the totals still possible.',
    refusals: [IMPOSSIBLE, new UnknownInstrument(), new InstrumentNotOffered(NOT_OFFERED[0]!)],
  })
  score(@Param() { id }: ScoreSystemParam, @Body() { inputs }: ScoreInputsDto) {
    return this.scores.score(id, inputs);
  }
}
