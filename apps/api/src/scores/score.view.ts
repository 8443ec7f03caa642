import { INSTRUMENT_IDS, type DomainScore, type InstrumentId, type Prognosis, type ScoreResult } from '#scoring';
import { IsCode, IsDecimal, IsFlag, IsListOf, IsPart, IsText, IsWhole, text } from '../http/index.js';

const GRADES = ['verified', 'partial', 'unverified'] as const;
const MAX_POINTS = 1_000;

export class OptionView {
  @IsText({ max: 100, example: 'mechanical' })
  id: string;

  @IsText({ max: 500, example: 'Mechanical pain' })
  label: string;

  @IsWhole({
    min: 0,
    max: MAX_POINTS,
    nullable: true,
    example: 3,
    about: 'Null where the scale has grades and no points.',
  })
  points: number | null;

  @IsDecimal({ min: -1e6, max: 1e6, places: 6, optional: true, example: 10, about: 'The least number it stands for.' })
  min?: number;

  @IsDecimal({
    min: -1e6,
    max: 1e6,
    places: 6,
    optional: true,
    example: 40,
    about: 'The greatest number it stands for.',
  })
  max?: number;
}

/** Whole points, or the thousandths of an EQ-5D index. */
const TOTAL = { min: -1, max: MAX_POINTS, places: 3 };

export class RangeView {
  @IsDecimal({ ...TOTAL, example: 4 })
  min: number;

  @IsDecimal({ ...TOTAL, example: 9 })
  max: number;
}

export class CategoryView {
  @IsText({ max: 100, example: 'indeterminate' })
  id: string;

  @IsText({ max: 500, example: 'Indeterminate (possibly impending) instability' })
  label: string;

  @IsText({ max: 1_000, optional: true, example: 'Surgical consultation recommended.' })
  advice?: string;
}

export class ItemResultView {
  @IsText({ max: 100, example: 'pain' })
  item: string;

  @IsText({ max: 500, example: 'Pain relieved by recumbency or brought on by movement' })
  label: string;

  @IsText({ max: 100, example: 'mechanical' })
  option: string;

  @IsText({ max: 500, example: 'Mechanical pain' })
  optionLabel: string;

  @IsWhole({ min: 0, max: MAX_POINTS, nullable: true, example: 3 })
  points: number | null;

  @IsListOf(text({ max: 200, example: 'pain.character' }), { max: 100, about: 'The facts it was read from.' })
  from: readonly string[];

  @IsText({ max: 1_000, optional: true, example: 'The lesion spans two regions: the higher points count.' })
  note?: string;
}

export class MissingItemView {
  @IsText({ max: 100, example: 'collapse' })
  item: string;

  @IsText({ max: 500, example: 'Vertebral body collapse' })
  label: string;

  @IsListOf(() => OptionView, { max: 100, optional: true, about: 'The answers still possible.' })
  options?: readonly OptionView[];

  @IsListOf(text({ max: 200, example: 'lesions[0].collapse' }), { max: 100, about: 'The facts that would answer it.' })
  from: readonly string[];

  @IsText({ max: 1_000, optional: true, example: 'Exactly 50 % is left open by the paper.' })
  note?: string;
}

export class SurvivalView {
  @IsDecimal({ min: 0, max: 1_000, places: 2, example: 12 })
  atMonths: number;

  @IsDecimal({ min: 0, max: 100, places: 2, example: 25 })
  percent: number;
}

export class PrognosisView {
  @IsText({ max: 1_000, example: 'Predicted survival under 6 months.' })
  statement: string;

  @IsDecimal({ min: 0, max: 1_000, places: 2, optional: true, example: 4.8 })
  medianMonths?: number;

  @IsDecimal({ min: 0, max: 1_000, places: 2, optional: true, example: 6 })
  belowMonths?: number;

  @IsDecimal({ min: 0, max: 1_000, places: 2, optional: true, example: 12 })
  atLeastMonths?: number;

  @IsListOf(() => SurvivalView, { max: 20, optional: true })
  survival?: Prognosis['survival'];

  @IsCode(GRADES)
  evidence: Prognosis['evidence'];
}

export class EvidenceView {
  @IsCode(GRADES, {
    about: 'How well the table is known: read in the primary source, in part, or professional knowledge.',
  })
  grade: (typeof GRADES)[number];

  @IsListOf(text({ max: 1_000, example: 'The middle value is unverified.' }), { max: 50 })
  notes: readonly string[];
}

export class SuggestedClassView {
  @IsText({ max: 100, example: 'resistant' })
  value: string;

  @IsText({ max: 500, example: 'the histology renal-cell' })
  because: string;

  @IsCode(GRADES, { example: 'unverified' })
  evidence: (typeof GRADES)[number];

  @IsListOf(text({ max: 200, example: 'primary.histology' }), { max: 10 })
  from: readonly string[];
}

export class DomainScoreView implements DomainScore {
  @IsText({ max: 100, example: 'pain' })
  id: string;

  @IsText({ max: 500, example: 'Pain' })
  label: string;

  @IsDecimal({ min: 0, max: 100, places: 2, nullable: true, example: 62.5, about: 'Null with too few answers.' })
  score: number | null;

  @IsWhole({ min: 0, max: 20, example: 4, about: 'Questions answered.' })
  answered: number;

  @IsWhole({ min: 1, max: 20, example: 5, about: 'Questions that the domain has.' })
  of: number;
}

/** One instrument's result: explained item by item, or what is missing and the totals still possible. */
export class ScoreView implements ScoreResult {
  @IsCode(INSTRUMENT_IDS, { example: 'sins' })
  system: InstrumentId;

  @IsText({ max: 50, about: 'Of the instrument as implemented here.', example: '1.0.0' })
  version: string;

  @IsFlag()
  complete: boolean;

  @IsDecimal({
    ...TOTAL,
    nullable: true,
    example: 9,
    about: 'Null while incomplete, and for a scale of grades. Whole, but for an EQ-5D index.',
  })
  total: number | null;

  @IsPart(() => CategoryView, { nullable: true })
  category: CategoryView | null;

  @IsListOf(() => ItemResultView, { max: 50 })
  items: readonly ItemResultView[];

  @IsListOf(() => MissingItemView, { max: 50 })
  missing: readonly MissingItemView[];

  @IsPart(() => RangeView, { nullable: true, about: 'The totals still possible.' })
  possible: RangeView | null;

  @IsPart(() => PrognosisView, { nullable: true })
  prognosis: PrognosisView | null;

  @IsPart(() => EvidenceView)
  evidence: EvidenceView;

  @IsListOf(text({ max: 1_000, example: 'Scored per lesion, never summed.' }), { max: 50 })
  notes: readonly string[];

  @IsText({
    max: 1_000,
    optional: true,
    example: 'KPS 0 is not scorable.',
    about: 'Why no further fact could complete it.',
  })
  notScorable?: string;

  @IsWhole({ min: 0, max: 100, optional: true, example: 0, about: 'Which lesion of the facts it is about.' })
  lesion?: number;

  @IsFlag({ optional: true, about: 'The worst of the lesions scored: the one a case shows.' })
  isWorst?: boolean;

  // What only NOMS says.
  @IsPart(() => CategoryView, { optional: true, nullable: true, about: 'NOMS: what it suggests, if anything.' })
  suggestion?: CategoryView | null;

  @IsListOf(text({ max: 1_000, example: 'The systemic axis is missing.' }), {
    max: 20,
    optional: true,
    about: 'NOMS: why it suggests nothing.',
  })
  undecided?: readonly string[];

  @IsListOf(() => CategoryView, { max: 20, optional: true, about: 'NOMS: every suggestion the axes still allow.' })
  stillPossible?: readonly CategoryView[];

  @IsPart(() => SuggestedClassView, {
    optional: true,
    nullable: true,
    about: 'NOMS: offered to a clinician, never used in their place.',
  })
  suggestedRadiosensitivity?: SuggestedClassView | null;

  // What only SOSGOQ2.0 says.
  @IsListOf(() => DomainScoreView, {
    max: 20,
    optional: true,
    about: 'SOSGOQ2.0: its domains, once the key is installed.',
  })
  domains?: readonly DomainScore[];

  @IsText({
    max: 200,
    optional: true,
    nullable: true,
    example: '2.0',
    about: 'SOSGOQ2.0: the manual it was scored by.',
  })
  keyVersion?: string | null;
}
