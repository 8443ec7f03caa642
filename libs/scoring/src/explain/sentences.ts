import type { Citation, Definition, EvidenceGrade } from '../instrument.js';
import type { NomsResult } from '../noms/noms.js';
import type { ItemResult, MissingItem, ScoreResult } from '../result.js';
import type { SosgoqResult } from '../sosgoq/sosgoq.js';

const DIRECTIONS = { 'higher-is-better': 'A higher total is better.', 'higher-is-worse': 'A higher total is worse.' };
const GRADED = { 'higher-is-better': 'A higher grade is better.', 'higher-is-worse': 'A higher grade is worse.' };

/** What each grade of evidence means, as the end of a sentence. */
export const EVIDENCE: Readonly<Record<EvidenceGrade, string>> = {
  verified: 'verified: read in the primary abstract, an official reproduction, or two independent sources that agree',
  partial: 'partial: read in one secondary source, or only in part',
  unverified: 'unverified: from professional knowledge only',
};

/** What a result rests on, in plain sentences for a specialist: each item, the total, its band, the source, its evidence and its limits. */
export function sentencesOf(definition: Definition, result: ScoreResult): string[] {
  return [
    heading(definition, result),
    ...result.items.map(itemSentence),
    ...result.missing.map(missingSentence),
    ...totalSentences(definition, result),
    ...bandSentences(result),
    ...ownSentences(result),
    ...sourceSentences(definition),
  ];
}

function heading({ name, direction, range }: Definition, { version, lesion }: ScoreResult): string {
  const of = lesion === undefined ? '' : ` of lesion ${lesion + 1}`;
  const runs = direction ? ` ${(range ? DIRECTIONS : GRADED)[direction]}` : '';
  return `${name}${of}, table version ${version}.${runs}`;
}

function itemSentence({ label, optionLabel, points, from, note }: ItemResult): string {
  const worth = points === null ? '' : `, ${pointsInWords(points)}`;
  return sentence(`${label}: ${optionLabel}${worth} (from ${from.join(', ')})`, note);
}

function missingSentence({ label, options, from, note }: MissingItem): string {
  const points = (options ?? []).flatMap((option) => option.points ?? []);
  const open = points.length ? `, ${pointsInWords(Math.min(...points), Math.max(...points))} still possible` : '';
  return sentence(`${label}: not known${open} (asks for ${from.join(', ')})`, note);
}

function pointsInWords(min: number, max = min): string {
  return min === max ? `${min} ${min === 1 ? 'point' : 'points'}` : `${min} to ${max} points`;
}

function totalSentences({ range }: Definition, { total, possible, notScorable }: ScoreResult): string[] {
  if (notScorable) return [`It cannot be scored. ${notScorable}`];
  if (!possible) return [];
  const scale = `on a scale of ${range!.min} to ${range!.max}`;
  if (total !== null) return [`Total: ${total}, ${scale}.`];
  return [`No total yet: ${possible.min} to ${possible.max} are still possible, ${scale}.`];
}

function bandSentences({ category, prognosis }: ScoreResult): string[] {
  if (!category) return [];
  const sentences = [`Category ${category.id}: ${category.label}.`];
  if (category.advice) sentences.push(`The source advises: ${withoutStop(category.advice)}.`);
  if (prognosis) {
    sentences.push(`The source says of survival: ${withoutStop(prognosis.statement)} (${prognosis.evidence}).`);
  }
  return sentences;
}

/** What only NOMS and SOSGOQ2.0 say. */
function ownSentences(
  result: ScoreResult & Partial<Pick<NomsResult & SosgoqResult, 'undecided' | 'domains'>>,
): string[] {
  const { undecided = [], domains = [] } = result;
  return [
    ...undecided.map((why) => `Not decided: ${why}`),
    ...domains.map(({ label, score, answered, of }) => {
      const value = score === null ? 'no score, too few answers' : `${score} of 100`;
      return `${label}: ${value} (${answered} of ${of} questions answered).`;
    }),
  ];
}

function sourceSentences({ citations, evidence, cohort, limits, notes }: Definition): string[] {
  return [
    `The evidence for this table is ${EVIDENCE[evidence.grade]}.`,
    ...evidence.notes,
    `Derivation: ${withoutStop(cohort)}.`,
    ...limits.map((limit) => `Limit: ${limit}`),
    ...notes,
    ...citations.map((citation) => `Source: ${citationText(citation)}`),
  ];
}

/** A citation with whatever identifies it. */
export function citationText({ text, doi, pmid }: Citation): string {
  return [text, doi && `doi:${doi}.`, pmid && `PMID ${pmid}.`].filter(Boolean).join(' ');
}

const withoutStop = (text: string) => text.replace(/\.$/, '');
const sentence = (text: string, note: string | undefined) => (note ? `${text}. ${note}` : `${text}.`);
