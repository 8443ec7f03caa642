/**
 * Spine Oncology Study Group Outcomes Questionnaire 2.0: Versteeg AL et al. Cancer 2018;124:1828-1838. Twenty questions answered
 * 1 to 5. Wording, domains, reversed questions and the transformation belong to the licensed scoring manual: the site supplies
 * them as a key. Without it the answers are kept and nothing is computed.
 */

import { defineInstrument } from '../define-instrument.js';
import { evaluateFacts } from '../evaluate.js';
import type { Facts } from '../facts.js';
import { scoreForm } from '../form.js';
import type { Item, Option } from '../instrument.js';
import type { ScoreResult } from '../result.js';
import { SOSGOQ_ANSWERS } from './questions.js';
import { type DomainScore, scoreDomains } from './score-domains.js';
import type { ScoringKey } from './scoring-key.js';

const KEY_NOT_INSTALLED =
  'The scoring key is not installed: it belongs to the licensed manual, and the site supplies it. The answers are kept.';

export const sosgoq = defineInstrument({
  id: 'sosgoq',
  version: '1.0.0',
  name: 'Spine Oncology Study Group Outcomes Questionnaire 2.0',
  purpose: 'quality-of-life',
  direction: null,
  citations: [{ text: 'Versteeg AL et al. Cancer 2018;124:1828-1838.', doi: '10.1002/cncr.31240' }],
  cohort:
    '238 patients with spinal metastases treated by surgery, radiotherapy or both at 9 centres in North America (abstract).',
  limits: ['Without the scoring key of the licensed manual nothing is computed.'],
  evidence: {
    grade: 'partial',
    notes: ['The number of questions and answers is known; the scoring key is the site’s.'],
  },
  items: Array.from({ length: SOSGOQ_ANSWERS.questions }, (_, index) => question(index + 1)),
  range: null,
  bands: [],
  notes: [
    'The wording of the questionnaire is licensed and not included.',
    'Domains are scored only with the scoring key of the licensed manual, which the site supplies.',
  ],
  applies: () => ({ reason: KEY_NOT_INSTALLED }),
});

function question(number: number): Item {
  return {
    id: `${number}`,
    label: `Question ${number}`,
    options: Array.from({ length: SOSGOQ_ANSWERS.max }, (_, index) => answerOption(index + SOSGOQ_ANSWERS.min)),
    from: [`patientReported.sosgoq.${number}`],
    number: { min: SOSGOQ_ANSWERS.min, max: SOSGOQ_ANSWERS.max, step: 1 },
    read: ({ patientReported }) => patientReported?.sosgoq?.[number],
  };
}

function answerOption(answer: number): Option {
  return { id: `${answer}`, label: `${answer}`, points: null, min: answer, max: answer };
}

/** The answers and, with a key, the domains. */
export interface SosgoqResult extends ScoreResult {
  /** Empty without a key. */
  readonly domains: readonly DomainScore[];
  /** The manual that the domains were scored by; null without a key. */
  readonly keyVersion: string | null;
}

/** SOSGOQ2.0 from the facts, which are taken as checked. Without a key it says so, and holds the answers. */
export function scoreSosgoq(facts: Facts, key: ScoringKey | null): SosgoqResult {
  return withDomains(evaluateFacts(sosgoq, facts), key, (number) => [`patientReported.sosgoq.${number}`]);
}

/**
 * SOSGOQ2.0 from its own form, the answers by the number of their question.
 * @throws ScoringInputError naming every answer that is impossible
 */
export function sosgoqFromForm(inputs: unknown, key: ScoringKey | null): SosgoqResult {
  return withDomains(scoreForm(sosgoq, inputs), key, (number) => [`inputs.${number}`]);
}

/** Complete once every domain of the key has a score. */
function withDomains(result: ScoreResult, key: ScoringKey | null, from: (number: number) => string[]): SosgoqResult {
  const unscored = { ...result, complete: false, category: null, missing: [] };
  if (!key) return { ...unscored, notScorable: KEY_NOT_INSTALLED, domains: [], keyVersion: null };

  const answers = new Map(result.items.map(({ item, option }) => [Number(item), Number(option)]));
  const domains = scoreDomains(answers, key);
  const open = key.domains.filter((_, index) => domains[index]!.score === null).flatMap(({ questions }) => questions);
  const missing = sosgoq.items
    .filter(({ id }) => open.includes(Number(id)) && !answers.has(Number(id)))
    .map(({ id, unanswered }) => ({ ...unanswered, from: from(Number(id)) }));
  return {
    ...unscored,
    complete: missing.length === 0,
    missing,
    notScorable: undefined,
    domains,
    keyVersion: key.version,
  };
}
