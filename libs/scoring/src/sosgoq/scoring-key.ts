import { type Finding, quoted, refuseIfAny } from '../findings.js';
import { SOSGOQ_ANSWERS } from './questions.js';

/** What the scoring manual of a questionnaire says, as the licensed site supplies it: nothing of it is known here. */
export interface ScoringKey {
  /** Of the manual that it was taken from, for example "2.0, 2018". Every result names it. */
  readonly version: string;
  readonly domains: readonly DomainKey[];
  /** Questions whose higher answer is the worse one: 5 counts as 1, 4 as 2, and so on. */
  readonly reversed: readonly number[];
}

export interface DomainKey {
  readonly id: string;
  readonly label: string;
  readonly questions: readonly number[];
  /** The missing-item rule: with fewer answers the domain has no score. */
  readonly fewestAnswered: number;
}

/**
 * The scoring key that a site's file holds, once parsed from JSON.
 * @throws ScoringInputError naming everything in it that cannot be
 */
export function readScoringKey(json: unknown): ScoringKey {
  const findings: Finding[] = [];
  if (!isRecord(json)) refuse(findings, 'key', 'a scoring key is an object with version, domains and reversed.');
  else {
    if (!isText(json['version'])) refuse(findings, 'key.version', 'names the manual that the key was taken from.');
    checkQuestions(json['reversed'], 'key.reversed', 0, findings);
    checkDomains(json['domains'], findings);
  }
  refuseIfAny(findings);
  return json as ScoringKey;
}

function checkDomains(domains: unknown, findings: Finding[]): void {
  if (!Array.isArray(domains) || domains.length === 0) {
    return refuse(findings, 'key.domains', 'is a list of one domain or more.');
  }
  domains.forEach((domain, index) => checkDomain(domain, `key.domains[${index}]`, findings));
  const ids = domains.map((domain) => (isRecord(domain) ? domain['id'] : undefined));
  if (new Set(ids).size < ids.length) refuse(findings, 'key.domains', 'names a domain twice.');
}

function checkDomain(domain: unknown, path: string, findings: Finding[]): void {
  if (!isRecord(domain)) return refuse(findings, path, 'is an object with id, label, questions and fewestAnswered.');
  if (!isText(domain['id'])) refuse(findings, `${path}.id`, 'is a text.');
  if (!isText(domain['label'])) refuse(findings, `${path}.label`, 'is a text.');
  const questions = checkQuestions(domain['questions'], `${path}.questions`, 1, findings);
  if (!isWhole(domain['fewestAnswered'], questions || SOSGOQ_ANSWERS.questions)) {
    refuse(findings, `${path}.fewestAnswered`, 'is a whole number, 1 to the number of questions of the domain.');
  }
}

/** The number of distinct questions listed; 0 when the list is at fault. */
function checkQuestions(questions: unknown, path: string, atLeast: number, findings: Finding[]): number {
  const isList = Array.isArray(questions) && questions.length >= atLeast;
  if (isList && questions.every((question) => isWhole(question, SOSGOQ_ANSWERS.questions))) {
    if (new Set(questions).size === questions.length) return questions.length;
  }
  refuse(
    findings,
    path,
    `is a list of questions, 1 to ${SOSGOQ_ANSWERS.questions}, none twice, not ${quoted(questions)}.`,
  );
  return 0;
}

function refuse(findings: Finding[], item: string, message: string): void {
  findings.push({ item, code: 'wrong-type', message: `${item}: ${message}` });
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
const isWhole = (value: unknown, max: number): boolean =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= max;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
