import { labelOf, type DecisionContent, type RecommendationContent } from '#pathway';
import { SPECIALTY_LABELS, type Specialty } from '#workflow';
import { inWords, quoted, reads } from './words.js';

/** What a decision recommends, a sentence to each recommendation. */
export function tellContent(content: DecisionContent): string[] {
  return [
    ...content.recommendations.map((line, index) => `${index + 1}. ${tellRecommendation(line)}.`),
    ...tellRest(null, content),
  ];
}

/** "SBRT of T8, T9 (local control), urgent, by radiation oncology, due 2026-03-20". */
export function tellRecommendation(line: RecommendationContent): string {
  const { intent, priority, dueOn, text } = line;
  const words = text ? `: ${quoted(text)}` : '';
  return `${what(line)} (${inWords(intent)}), ${priority}, by ${specialty(line.responsibleSpecialty)}, due ${dueOn}${words}`;
}

/** What differs between two contents of a decision; nothing where they are the same. */
export function tellContentDifferences(before: DecisionContent, after: DecisionContent): string[] {
  const { kept, dropped, fresh } = matched(before.recommendations, after.recommendations);
  return [
    ...dropped.map((line) => `No longer recommended: ${tellRecommendation(line)}.`),
    ...kept.flatMap(([was, is]) => tellLine(was, is)),
    ...fresh.map((line) => `Newly recommended: ${tellRecommendation(line)}.`),
    ...tellRest(before, after),
  ];
}

type Lines = readonly RecommendationContent[];

/** Which line became which: the same measure at the same levels first, then the same measure, then the same specialty's. */
function matched(before: Lines, after: Lines) {
  const kept: [RecommendationContent, RecommendationContent][] = [];
  let dropped = [...before];
  let fresh = [...after];
  const keys: ((line: RecommendationContent) => string)[] = [
    (line) => JSON.stringify(line),
    ({ modality, levels }) => `${modality} ${levels?.join() ?? ''}`,
    ({ modality }) => modality,
    ({ responsibleSpecialty, intent }) => `${responsibleSpecialty} ${intent}`,
  ];
  for (const key of keys) {
    for (const is of [...fresh]) {
      const was = dropped.find((line) => key(line) === key(is));
      if (!was) continue;
      kept.push([was, is]);
      dropped = dropped.filter((line) => line !== was);
      fresh = fresh.filter((line) => line !== is);
    }
  }
  return { kept, dropped, fresh };
}

function tellLine(was: RecommendationContent, is: RecommendationContent): string[] {
  const changes = [
    changed(inWords(was.intent), inWords(is.intent)),
    changed(was.priority, is.priority),
    changed(`by ${specialty(was.responsibleSpecialty)}`, `by ${specialty(is.responsibleSpecialty)}`),
    changed(`due ${was.dueOn}`, `due ${is.dueOn}`),
    changed(place(was), place(is)),
    changed(remark(was), remark(is)),
  ].filter((change) => change !== null);
  const measure = changed(what(was), what(is));
  if (measure !== null) return [`${capital([measure, ...changes].join('; '))}.`];
  return changes.length === 0 ? [] : [`${capital(what(is))}: ${changes.join('; ')}.`];
}

function changed(was: string, is: string): string | null {
  return was === is ? null : `${is} instead of ${was}`;
}

const place = ({ sequence }: RecommendationContent) =>
  sequence === undefined ? 'in any order' : `in place ${sequence}`;
const remark = ({ text }: RecommendationContent) => (text === undefined ? 'no remark' : quoted(text));

function what({ modality, levels = [], imaging }: RecommendationContent): string {
  const where = levels.length > 0 ? ` of ${levels.join(', ')}` : '';
  return `${labelOf(modality)}${imaging ? ` (${inWords(imaging)})` : ''}${where}`;
}

/** Everything that is not a recommendation. */
function tellRest(before: DecisionContent | null, after: DecisionContent): string[] {
  const topics = new Set([...Object.keys(before?.reasons ?? {}), ...Object.keys(after.reasons ?? {})]) as Set<
    keyof NonNullable<DecisionContent['reasons']>
  >;
  return [
    ...reads('The systemic plan', systemic(before), systemic(after)),
    ...reads('The plan for pain', before?.painPlan, after.painPlan),
    ...reads('The patient’s preferences', before?.preferences, after.preferences),
    ...reads('The psychosocial assessment', told(before?.psychosocialAssessed), told(after.psychosocialAssessed)),
    ...reads('Whether SBRT is possible', told(before?.sbrtPossible), told(after.sbrtPossible)),
    ...[...topics].flatMap((topic) =>
      reads(`The reason on ${inWords(topic)}`, before?.reasons?.[topic], after.reasons?.[topic]),
    ),
    ...reads('The summary', before?.summary, after.summary),
  ];
}

function systemic(content: DecisionContent | null): string | undefined {
  const plan = content?.systemicPlan;
  if (!plan) return undefined;
  return `${plan.planned ? 'planned' : 'none planned'}${plan.reason ? `: ${plan.reason}` : ''}`;
}

const told = (flag: boolean | undefined) => (flag === undefined ? undefined : flag ? 'yes' : 'no');

function specialty(code: string): string {
  return SPECIALTY_LABELS[code as Specialty] ?? code;
}

/** Not of an abbreviation that begins small, such as cEBRT. */
function capital(text: string): string {
  if (/^[a-z][A-Z]/.test(text)) return text;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
