import {
  INSTRUMENT_IDS,
  STRATEGIES,
  type ComparedScore,
  type Comparison,
  type Disagreement,
  type InstrumentId,
  type NextBestFact,
  type PossibleOutcome,
  type ScoreResult,
  type Strategy,
  type SurvivalAtHorizon,
  type UncertainResult,
} from '#scoring';
import { code, IsCode, IsDecimal, IsFlag, IsListOf, IsPart, IsText, IsWhole, text } from '../http/index.js';
import { CategoryView, MissingItemView, PrognosisView, RangeView, ScoreView } from './score.view.js';

const SYSTEMS = code(INSTRUMENT_IDS, 'tomita');
const EACH = { max: INSTRUMENT_IDS.length };

export class PossibleOutcomeView implements PossibleOutcome {
  @IsPart(() => CategoryView)
  category: CategoryView;

  @IsPart(() => PrognosisView, { nullable: true })
  prognosis: PrognosisView | null;
}

/** One instrument where some facts are uncertain: the union of its results over every combination of them. */
export class UncertainScoreView implements UncertainResult {
  @IsCode(INSTRUMENT_IDS, { example: 'tomita' })
  system: InstrumentId;

  @IsText({ max: 50, example: '1.0.0' })
  version: string;

  @IsWhole({ min: 0, max: 100, optional: true, example: 0, about: 'Which lesion of the facts it is about.' })
  lesion?: number;

  @IsListOf(text({ max: 200, example: 'burden.visceralMetastases' }), {
    max: 50,
    about: 'The uncertain facts that it reads; empty where the uncertainty does not touch it.',
  })
  dependsOn: readonly string[];

  @IsFlag({ about: 'Every combination completes it.' })
  complete: boolean;

  @IsPart(() => RangeView, { nullable: true, about: 'From the least to the greatest total of any combination.' })
  possible: RangeView | null;

  @IsListOf(() => PossibleOutcomeView, { max: 50, about: 'Every category that is possible.' })
  outcomes: readonly PossibleOutcomeView[];

  @IsFlag({ about: 'One category whatever is true: the uncertainty does not matter.' })
  isSettled: boolean;

  @IsListOf(() => MissingItemView, { max: 50, about: 'What some combination leaves open.' })
  missing: readonly MissingItemView[];

  @IsListOf(text({ max: 1_000, example: 'KPS 0 is not scorable.' }), {
    max: 20,
    about: 'Why some combination cannot be scored.',
  })
  notScorable: readonly string[];

  @IsFlag({ about: 'In some combination the lesion is not extradural, and not scored.' })
  mayNotApply: boolean;
}

export class ComparedScoreView implements ComparedScore {
  @IsCode(INSTRUMENT_IDS, { example: 'modified-bauer' })
  system: InstrumentId;

  @IsText({ max: 50, example: '1.0.0' })
  version: string;

  @IsDecimal({ min: -1, max: 1_000, places: 3, nullable: true, example: 3 })
  total: number | null;

  @IsPart(() => CategoryView, { nullable: true })
  category: CategoryView | null;

  @IsPart(() => PrognosisView, { nullable: true, about: 'What its source says of survival.' })
  prognosis: PrognosisView | null;

  @IsListOf(code(STRATEGIES, 'palliative-surgery'), {
    max: STRATEGIES.length,
    about: 'Every strategy that its source advises; empty where it advises none.',
  })
  strategies: readonly Strategy[];
}

export class SurvivalAtHorizonView implements SurvivalAtHorizon {
  @IsDecimal({ min: 0, max: 1_000, places: 2, example: 12 })
  months: number;

  @IsListOf(SYSTEMS, { ...EACH, about: 'Their figures make survival until then more likely than not.' })
  alive: readonly InstrumentId[];

  @IsListOf(SYSTEMS, { ...EACH, about: 'Their figures make it less likely.' })
  dead: readonly InstrumentId[];

  @IsListOf(SYSTEMS, { ...EACH, about: 'Their sources state nothing that answers it.' })
  silent: readonly InstrumentId[];

  @IsFlag()
  disagree: boolean;
}

export class DisagreementView implements Disagreement {
  @IsCode(['survival', 'strategy'])
  about: 'survival' | 'strategy';

  @IsListOf(SYSTEMS, { ...EACH, example: ['modified-bauer'], about: 'Each contradicts each of the others.' })
  ones: readonly InstrumentId[];

  @IsListOf(SYSTEMS, { ...EACH, example: ['bauer'] })
  others: readonly InstrumentId[];

  @IsText({
    max: 2_000,
    example: 'Survival beyond 12 months is expected by Modified Bauer score (2008), and not by Bauer score (1995).',
  })
  sentence: string;
}

export class ComparisonView implements Comparison {
  @IsListOf(() => ComparedScoreView, { ...EACH })
  scores: readonly ComparedScoreView[];

  @IsListOf(() => SurvivalAtHorizonView, { max: 20, about: 'At every time that one of the sources speaks of.' })
  survival: readonly SurvivalAtHorizonView[];

  @IsListOf(() => DisagreementView, {
    max: 500,
    about: 'Where instruments contradict each other. Nothing is averaged.',
  })
  disagreements: readonly DisagreementView[];

  @IsListOf(SYSTEMS, { ...EACH, about: 'Prognostic instruments that are not complete.' })
  incomplete: readonly InstrumentId[];
}

export class NextBestFactView implements NextBestFact {
  @IsText({ max: 200, example: 'burden.visceralMetastases' })
  fact: string;

  @IsListOf(SYSTEMS, { ...EACH, about: 'Completed by it alone, whatever its value.' })
  completes: readonly InstrumentId[];

  @IsListOf(SYSTEMS, { ...EACH, about: 'Completed by some of its values.' })
  mayComplete: readonly InstrumentId[];

  @IsListOf(SYSTEMS, { ...EACH, about: 'Every incomplete instrument that asks for it.' })
  neededBy: readonly InstrumentId[];
}

/** Every instrument applied to one set of facts. */
export class AllScoresView {
  @IsListOf(() => ScoreView, {
    max: 100,
    about: 'Every instrument, SINS and ESCC for each extradural lesion; NOMS last, without the parameters of a board.',
  })
  results: readonly ScoreResult[];

  @IsListOf(() => UncertainScoreView, {
    max: 100,
    about: 'What the uncertain facts leave possible; empty without any.',
  })
  uncertain: readonly UncertainScoreView[];

  @IsPart(() => ComparisonView, { about: 'The complete prognostic instruments side by side.' })
  comparison: ComparisonView;

  @IsListOf(() => NextBestFactView, {
    max: 500,
    about: 'The missing facts, the one first that alone completes the most instruments.',
  })
  nextBestFacts: readonly NextBestFactView[];
}
