import { STRATEGIES, type Definition, type NotOffered, type Purpose, type Strategy } from '#scoring';
import { code, IsCode, IsDecimal, IsFlag, IsListOf, IsPart, IsRecordOf, IsText, IsWhole, text } from '../http/index.js';
import { CategoryView, EvidenceView, OptionView, PrognosisView, RangeView } from './score.view.js';

const PURPOSES: readonly Purpose[] = [
  'prognosis',
  'stability',
  'compression',
  'performance',
  'neurology',
  'treatment',
  'frailty',
  'quality-of-life',
  'response',
];
const DIRECTIONS = ['higher-is-better', 'higher-is-worse'];

export class CitationView {
  @IsText({ max: 1_000, example: 'Fisher CG et al. Spine 2010;35(22):E1221-E1229.' })
  text: string;

  @IsText({ max: 200, optional: true, example: '10.1097/BRS.0b013e3181e16ae2' })
  doi?: string;

  @IsText({ max: 20, optional: true, example: '20562730' })
  pmid?: string;
}

export class NumberAnswerView {
  @IsDecimal({ min: -1e6, max: 1e6, places: 6, example: 0 })
  min: number;

  @IsDecimal({ min: -1e6, max: 1e6, places: 6, optional: true, example: 100 })
  max?: number;

  @IsDecimal({ min: 0, max: 1e6, places: 6, example: 10 })
  step: number;
}

export class ScoreItemView {
  @IsText({ max: 100, example: 'pain' })
  id: string;

  @IsText({ max: 500, example: 'Pain relieved by recumbency or brought on by movement' })
  label: string;

  @IsListOf(() => OptionView, { max: 100 })
  options: OptionView[];

  @IsListOf(text({ max: 200, example: 'pain.character' }), { max: 50, about: 'The facts that supply it.' })
  from: string[];

  @IsPart(() => NumberAnswerView, { optional: true, about: 'It may be answered with a number too.' })
  number?: NumberAnswerView;

  @IsListOf(text({ max: 20, example: 'g/dL' }), {
    max: 20,
    optional: true,
    about: 'It may be answered with `{value, unit}`.',
  })
  units?: string[];

  @IsRecordOf(text({ max: 1_000, example: 'Colon and rectum score differently.' }), {
    max: 50,
    optional: true,
    example: { colorectal: 'Colon and rectum score differently: say which.' },
    about: 'Answers that people give and the paper does not have, each with why it is refused.',
  })
  refused?: Record<string, string>;

  @IsText({ max: 1_000, optional: true, example: 'The paper leaves exactly 50 % open.' })
  note?: string;
}

export class BandView extends CategoryView {
  @IsWhole({ min: 0, max: 1_000, optional: true, example: 7 })
  min?: number;

  @IsWhole({ min: 0, max: 1_000, optional: true, example: 12 })
  max?: number;

  @IsListOf(text({ max: 100, example: '2' }), {
    max: 50,
    optional: true,
    about: 'The grades it holds, where there are no points.',
  })
  options?: string[];

  @IsListOf(code(STRATEGIES, 'palliative-surgery'), {
    max: STRATEGIES.length,
    optional: true,
    about: 'Every strategy that the advice allows.',
  })
  strategies?: readonly Strategy[];

  @IsPart(() => PrognosisView, { optional: true })
  prognosis?: PrognosisView;

  @IsCode(['verified', 'partial', 'unverified'])
  evidence: string;
}

/** A published instrument: what a reader needs to hold the paper beside it. One not offered has an id, a name and the reason only. */
export class ScoreSystemView {
  @IsText({ max: 100, example: 'sins' })
  id: string;

  @IsText({ max: 200, example: 'Spinal Instability Neoplastic Score (2010)' })
  name: string;

  @IsFlag({ about: 'Whether it is computed here.' })
  isOffered: boolean;

  @IsText({ max: 1_000, optional: true, example: 'Its table has not been verified.', about: 'Why it is not offered.' })
  reason?: string;

  @IsText({ max: 50, optional: true, example: '1.0.0' })
  version?: string;

  @IsCode(PURPOSES, { optional: true, example: 'stability' })
  purpose?: string;

  @IsCode(DIRECTIONS, { optional: true, nullable: true, example: 'higher-is-worse' })
  direction?: string | null;

  @IsListOf(() => CitationView, { max: 20, optional: true })
  citations?: CitationView[];

  @IsText({
    max: 1_000,
    optional: true,
    example: '544 patients with spinal metastases given radiotherapy at one centre.',
    about: 'The patients it was derived from, or that there were none.',
  })
  cohort?: string;

  @IsListOf(text({ max: 1_000, example: 'Derived at one centre.' }), {
    max: 20,
    optional: true,
    about: 'What is known to limit its use.',
  })
  limits?: string[];

  @IsPart(() => EvidenceView, { optional: true })
  evidence?: EvidenceView;

  @IsListOf(() => ScoreItemView, { max: 50, optional: true })
  items?: ScoreItemView[];

  @IsListOf(() => BandView, { max: 50, optional: true })
  bands?: BandView[];

  @IsPart(() => RangeView, { optional: true, nullable: true, about: 'Possible totals; null for a scale of grades.' })
  range?: RangeView | null;

  @IsFlag({ optional: true, about: 'Scored once for each extradural lesion.' })
  perLesion?: boolean;

  @IsFlag({
    optional: true,
    about: 'Its points are unverified: computed only when asked for by name, never with an assessment.',
  })
  onlyByName?: boolean;

  @IsListOf(text({ max: 1_000, example: 'S1 counts with L5-S1.' }), { max: 50, optional: true })
  notes?: string[];
}

/** The catalogue's entry as it is answered. */
export function toScoreSystemView(entry: Definition | NotOffered): (Definition & { isOffered: true }) | NotOffered {
  return 'reason' in entry ? entry : { ...entry, isOffered: true };
}
