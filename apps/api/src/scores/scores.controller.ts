import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { NOT_OFFERED } from '#scoring';
import { Public } from '../auth/index.js';
import { Answers, AnswersPage } from '../http/index.js';
import { AllScoresView } from './all-scores.view.js';
import { ScoreAllDto } from './dto/score-all.dto.js';
import { ScoreInputsDto, ScoreSystemParam } from './dto/scores.dto.js';
import { pointerToFact } from './pointer-to-fact.js';
import { CodeSystemView, InputsSchemaView, QuestionnaireView } from './score-resources.view.js';
import { ScoreSystemView, toScoreSystemView } from './score-system.view.js';
import { ScoreView } from './score.view.js';
import { CORRECT_FACTS, ImpossibleValues, InstrumentNotOffered, UnknownInstrument } from './scores.errors.js';
import { ScoresQueries } from './scores.queries.js';

const IMPOSSIBLE = new ImpossibleValues(
  [{ item: 'growth', code: 'unknown-option', message: 'Primary tumour growth: "fast" is not an answer.' }],
  (item) => `/inputs/${item}`,
);

const IMPOSSIBLE_FACT = new ImpossibleValues(
  [
    {
      item: 'primary.site',
      code: 'unknown-option',
      message:
        'primary.site: Colorectal is not an answer: colon counts as others and rectum has its own row. Say which.',
    },
  ],
  pointerToFact,
  CORRECT_FACTS,
);
const NOT_COMPUTED = new InstrumentNotOffered(NOT_OFFERED[0]!);

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

  @Get('systems/:id/schema')
  @Public()
  @Answers(InputsSchemaView, {
    summary: 'The JSON Schema of an instrument’s form',
    about: 'It accepts exactly what `POST /scores/{id}` accepts as `inputs`.',
    refusals: [new UnknownInstrument(), NOT_COMPUTED],
  })
  schema(@Param() { id }: ScoreSystemParam) {
    return this.scores.inputsSchema(id);
  }

  @Get('systems/:id/questionnaire')
  @Public()
  @Answers(QuestionnaireView, {
    summary: 'An instrument’s form as a FHIR R4 Questionnaire',
    about: 'Each answer is coded in the instrument’s own code system, with its points as ordinal value.',
    refusals: [new UnknownInstrument(), NOT_COMPUTED],
  })
  questionnaire(@Param() { id }: ScoreSystemParam) {
    return this.scores.questionnaire(id);
  }

  @Get('systems/:id/code-system')
  @Public()
  @Answers(CodeSystemView, {
    summary: 'An instrument’s items and answers as a FHIR R4 CodeSystem',
    refusals: [new UnknownInstrument(), NOT_COMPUTED],
  })
  codeSystem(@Param() { id }: ScoreSystemParam) {
    return this.scores.codeSystem(id);
  }

  @Post()
  @Public()
  @Answers(AllScoresView, {
    summary: 'Apply every instrument to one set of facts, keeping nothing',
    about:
      'Each result complete, or with what is missing and the totals still possible; the prognostic instruments side by side; which missing fact would complete the most of them.',
    refusals: [IMPOSSIBLE_FACT],
  })
  scoreAll(@Body() { facts, uncertain }: ScoreAllDto) {
    return this.scores.scoreAll(facts, uncertain);
  }

  @Post(':id')
  @Public()
  @Answers(ScoreView, {
    summary: 'Score a form, keeping nothing',
    about: 'An incomplete form answers what is missing and the totals still possible.',
    refusals: [IMPOSSIBLE, new UnknownInstrument(), NOT_COMPUTED],
  })
  score(@Param() { id }: ScoreSystemParam, @Body() { inputs, version }: ScoreInputsDto) {
    return this.scores.score(id, inputs, version);
  }
}
