import { EVIDENCE, citationText } from '../explain/sentences.js';
import type { Band, Definition, ItemDefinition, Option, Strategy } from '../instrument.js';
import { appendixOf } from './appendices.js';
import { list, page, section, table } from './markdown.js';

const DIRECTIONS = { 'higher-is-better': 'higher is better', 'higher-is-worse': 'higher is worse' };

/** The reference page of an instrument in Markdown, made from its definition: what a reader holds beside the paper. */
export function referencePage(definition: Definition): string {
  const { name, items, bands, limits, notes, citations, evidence } = definition;
  return page([
    `# ${name}`,
    summary(definition),
    '## Source',
    list(citations.map(citationText)),
    '## Evidence',
    [`The table is ${EVIDENCE[evidence.grade]}.`, ...evidence.notes].join(' '),
    derivation(definition),
    section('Known limits', list(limits)),
    '## Items',
    ...items.map(itemSection),
    section('Categories', bands.length ? bandTable(bands) : ''),
    appendixOf(definition.id),
    section('Notes', list(notes)),
    FOOT,
  ]);
}

const FOOT = '_Generated from the definition: `npm run docs:scores`._';

function summary({ id, version, purpose, direction, range, perLesion, onlyByName }: Definition): string {
  const rows = [
    ['Id', `\`${id}\``],
    ['Version', version],
    ['Says something about', purpose.replaceAll('-', ' ')],
    ['Range', range ? `${range.min} to ${range.max}` : 'no total'],
    ['Direction', direction ? DIRECTIONS[direction] : 'none'],
    ['Applied', perLesion ? 'to each extradural lesion, never summed' : 'once to an assessment'],
    ...(onlyByName ? [['Offered', 'only when asked for by name: its points are unverified']] : []),
  ];
  return table(['', ''], rows);
}

function derivation({ cohort }: Definition): string {
  return `Derivation: ${cohort}`;
}

function itemSection(item: ItemDefinition): string {
  const { id, label, options, from, note, refused = {} } = item;
  return page([
    `### ${label}`,
    `\`${id}\`, read from ${from.map((path) => `\`${path}\``).join(', ')}.`,
    table(['Answer', 'Meaning', 'Points'], options.map(optionRow)),
    alsoAnswered(item),
    note ?? '',
    list(Object.entries(refused).map(([answer, why]) => `\`${answer}\` is refused. ${why}`)),
  ]);
}

const optionRow = ({ id, label, points }: Option) => [`\`${id}\``, label, points === null ? '' : `${points}`];

function alsoAnswered({ number, units }: ItemDefinition): string {
  const ways: string[] = [];
  if (number) {
    const { min, max, step } = number;
    const range = max === undefined ? `from ${min}` : `${min} to ${max}`;
    ways.push(`a whole number, ${range}${step === 1 ? '' : ` by ${step}`}`);
  }
  if (units) ways.push(`a value with its unit (${units.join(', ')})`);
  return ways.length ? `Also answered with ${ways.join(', or ')}.` : '';
}

const STRATEGIES: Readonly<Record<Strategy, string>> = {
  'non-operative': 'non-operative',
  'palliative-surgery': 'palliative surgery',
  'surgery-for-local-control': 'surgery for local control',
};

function bandTable(bands: readonly Band[]): string {
  const compared = bands.some(({ strategies }) => strategies);
  const rows = bands.map((band) => [
    `\`${band.id}\``,
    holds(band),
    band.label,
    says(band),
    ...(compared ? [strategiesOf(band)] : []),
    band.prognosis?.evidence ?? band.evidence,
  ]);
  const heading = ['Category', 'Holds', 'Meaning', 'The source says', ...(compared ? ['Compared as'] : []), 'Evidence'];
  return table(heading, rows);
}

const strategiesOf = ({ strategies = [] }: Band) => strategies.map((strategy) => STRATEGIES[strategy]).join(' or ');

function holds({ min, max, options }: Band): string {
  if (options) return options.join(', ');
  if (min === undefined) return '';
  return min === max ? `${min}` : `${min}-${max}`;
}

const says = ({ advice, prognosis }: Band) => [prognosis?.statement, advice].filter(Boolean).join('. ');
