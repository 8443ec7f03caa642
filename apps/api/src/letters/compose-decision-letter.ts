import { INSTRUMENTS, isInstrumentId } from '#scoring';
import { nameSpecialties, type Specialty } from '#workflow';
import { contentOf, type Revision, type RevisionSignature } from '../decisions/index.js';
import {
  capital,
  dayInWords,
  instantInWords,
  MEANING_IN_WORDS,
  methodInWords,
  recommendationInWords,
  specialtyInWords,
} from './letter-words.js';
import { facts, type Block, type Letter } from './paper/letter.js';

/** Everything a letter about one revision says, beside the revision. */
export interface DecisionLetterFacts {
  readonly revision: Revision;
  readonly organisation: string;
  readonly board: { readonly name: string; readonly timeZone: string };
  readonly patient: {
    readonly familyName: string;
    readonly givenName: string;
    readonly bornOn: string;
    readonly identifiers: readonly { readonly system: string; readonly value: string }[];
  };
  readonly question: string;
  readonly referredBy: string;
  /** Printed names by the id of the account. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * The letter about one revision: what the board recommends, on what evidence, who took part, who disagreed, and the manifestation of
 * each signature: printed name, time and meaning (21 CFR 11.50). The same revision at the same version is the same letter.
 */
export function composeDecisionLetter(about: DecisionLetterFacts): Letter {
  const { revision, board, organisation } = about;
  return {
    title: 'Recommendation of the tumour board',
    from: `${board.name} · ${organisation}`,
    foot:
      `Case ${revision.caseId} · revision ${revision.number}, as of its entry ${revision.version} · ` +
      `SHA-256 of what was signed: ${revision.hash}`,
    asOf: latestInstant(revision),
    blocks: [
      subjectOf(about),
      { kind: 'heading', text: 'Recommendation' },
      ...recommendationsOf(revision),
      ...planOf(revision),
      { kind: 'heading', text: 'What it rests on' },
      evidenceOf(about),
      ...scoresOf(revision),
      ...overridesOf(about),
      { kind: 'heading', text: 'Who took part' },
      participantsOf(about),
      ...disagreementsOf(about),
      { kind: 'heading', text: 'Signatures' },
      signaturesOf(about),
      { kind: 'heading', text: 'Distribution' },
      distributionOf(about),
    ],
  };
}

function subjectOf({ revision, patient, question, board }: DecisionLetterFacts): Block {
  const { evidence } = revision.frozen;
  return facts(
    ['Patient', `${patient.givenName} ${patient.familyName}, born ${dayInWords(patient.bornOn)}`],
    ['Known as', patient.identifiers.map(({ system, value }) => `${value} (${system})`).join('\n')],
    ['Question', question],
    ['Decided', `${instantInWords(evidence.decidedAt, board.timeZone)}, ${authorityOf(revision)}`],
    ['State', stateOf(revision, board.timeZone)],
  );
}

function authorityOf({ authority, frozen }: Revision): string {
  if (authority === 'panel') return 'by the panel of an emergency';
  const quorum = frozen.evidence.meeting?.quorum;
  if (!quorum) return 'outside a meeting';
  return quorum.met ? 'in a quorate meeting' : `in a meeting without ${nameSpecialties(quorum.missing)}`;
}

function stateOf({ state, inForceAt, expiresOn, isProvisional, ratification }: Revision, timeZone: string): string {
  const words = {
    proposed: 'Proposed: waits for its signatures. Not in force.',
    'in-force': `In force since ${inForceAt ? instantInWords(inForceAt, timeZone) : 'its last signature'}.`,
    superseded: 'Superseded by a later decision. No longer in force.',
    returned: 'Returned: not in force.',
    withdrawn: 'Withdrawn: no longer in force.',
  }[state];
  const lapses =
    expiresOn && state === 'in-force' ? ` Lapses after ${dayInWords(expiresOn)} unless treatment begins.` : '';
  const awaited = isProvisional && ratification === null ? ' Provisional until a meeting ratifies it.' : '';
  return `${words}${lapses}${awaited}${ratification ? ` ${capital(ratification)} by a meeting.` : ''}`;
}

function recommendationsOf(revision: Revision): Block[] {
  return contentOf(revision).recommendations.flatMap((line, index): Block[] => [
    { kind: 'paragraph', text: `${index + 1}. ${recommendationInWords(line)}`, isStrong: true },
    ...(line.text ? [{ kind: 'paragraph', text: line.text } as const] : []),
  ]);
}

function planOf(revision: Revision): Block[] {
  const { systemicPlan, painPlan, preferences, psychosocialAssessed, summary, reasons } = contentOf(revision);
  const systemic = systemicPlan && (systemicPlan.planned ? 'Planned.' : 'None planned.');
  const rows = facts(
    ['Summary', summary],
    ['Systemic treatment', [systemic, systemicPlan?.reason].filter(Boolean).join(' ')],
    ['Pain', painPlan],
    ['Patient’s wishes', preferences],
    ['Psychosocial', psychosocialAssessed === undefined ? null : psychosocialAssessed ? 'Assessed.' : 'Not assessed.'],
    ...Object.entries(reasons ?? {}).map(([topic, reason]) => [capital(topic.replaceAll('-', ' ')), reason] as const),
  );
  return rows.kind === 'facts' && rows.rows.length > 0 ? [rows] : [];
}

function evidenceOf({ revision, board }: DecisionLetterFacts): Block {
  const { assessments, readiness, imaging } = revision.frozen.evidence;
  const missing = readiness.items
    .filter(({ status }) => status !== 'met')
    .map(({ title, status }) => `${title} (${status})`);
  return facts(
    [
      'Assessment',
      assessments.map(({ assessedAt }) => instantInWords(assessedAt, board.timeZone)).join('\n') || 'None recorded.',
    ],
    ['Examinations', `${imaging.length} frozen with the decision`],
    ['Not complete', missing.join('; ')],
  );
}

interface FrozenScore {
  readonly system: string;
  readonly version: string;
  readonly complete: boolean;
  readonly total: number | string | null;
  readonly category: { readonly label: string } | null;
  readonly evidence: { readonly grade: string };
}

function scoresOf({ frozen }: Revision): Block[] {
  const complete = (frozen.evidence.scores as unknown as FrozenScore[]).filter((score) => score.complete);
  if (complete.length === 0) return [];
  return [
    {
      kind: 'table',
      head: ['Score', 'Result', 'Evidence'],
      widths: [4, 5, 1.6],
      rows: complete.map(({ system, version, total, category, evidence }) => [
        `${isInstrumentId(system) ? INSTRUMENTS[system].definition.name : system}, version ${version}`,
        [total, category?.label].filter((part) => part !== null && part !== undefined).join(': '),
        evidence.grade,
      ]),
    },
    { kind: 'paragraph', text: 'Scores advise; people decide.' },
  ];
}

function overridesOf({ revision, names }: DecisionLetterFacts): Block[] {
  return revision.frozen.evidence.overrides.map(({ check, reason, by }) => ({
    kind: 'paragraph',
    text: `Overridden by ${names.get(by) ?? by}: ${check.replaceAll('-', ' ')}. “${reason}”`,
  }));
}

function participantsOf({ revision, names }: DecisionLetterFacts): Block {
  const { meeting, panel } = revision.frozen.evidence;
  const present = (meeting?.participants ?? []).map(({ userId, specialty, deputyFor }) => [
    specialtyInWords(specialty),
    nameOf(names, userId),
    deputyFor.length > 0 ? `deputy of ${deputyFor.map((id) => nameOf(names, id)).join(', ')}` : 'member',
  ]);
  const reached = (panel ?? []).map(({ specialty, userId, reachedAt }) => [
    specialtyInWords(specialty),
    nameOf(names, userId),
    `reached ${reachedAt}`,
  ]);
  const rows = [...present, ...reached];
  if (rows.length === 0) return { kind: 'paragraph', text: 'Nobody beside those who signed.' };
  return { kind: 'table', head: ['Specialty', 'Name', 'As'], widths: [2, 3, 3], rows };
}

/** Dissents and reservations, each with its text; a dissent with the chair's answer. */
function disagreementsOf({ revision }: DecisionLetterFacts): Block[] {
  const lines = revision.signatures
    .filter(({ meaning, revocation }) => meaning !== 'approve' && revocation === null)
    .map((signature): Block => {
      const accepted = revision.events.find(
        ({ kind, signatureId }) => kind === 'dissent-accepted' && signatureId === signature.id,
      );
      const answer = accepted ? ` The chair accepted it: “${accepted.reason}”` : '';
      const who = `${specialtyInWords(signature.specialty)}, ${signature.printedName}`;
      return {
        kind: 'paragraph',
        text: `${who}, ${MEANING_IN_WORDS[signature.meaning]}: “${signature.reason}”${answer}`,
      };
    });
  return lines.length === 0 ? [] : [{ kind: 'heading', text: 'Dissent and reservations' }, ...lines];
}

function signaturesOf({ revision, board, names }: DecisionLetterFacts): Block {
  if (revision.signatures.length === 0) return { kind: 'paragraph', text: 'Nobody has signed yet.' };
  return {
    kind: 'table',
    head: ['Specialty', 'Printed name', 'Meaning', 'Signed', 'Identity proved by'],
    widths: [2, 2.6, 2.6, 2.8, 2],
    rows: revision.signatures.map((signature) => [
      specialtyInWords(signature.specialty),
      signerOf(signature, names),
      MEANING_IN_WORDS[signature.meaning],
      instantInWords(signature.signedAt, board.timeZone) + revokedOf(signature, board.timeZone),
      methodInWords(signature.method),
    ]),
  };
}

function signerOf({ printedName, onBehalfOf }: RevisionSignature, names: ReadonlyMap<string, string>): string {
  return onBehalfOf ? `${printedName}, deputy of ${nameOf(names, onBehalfOf)}` : printedName;
}

function revokedOf({ revocation }: RevisionSignature, timeZone: string): string {
  return revocation ? `; revoked ${instantInWords(revocation.revokedAt, timeZone)}: “${revocation.reason}”` : '';
}

/** Whoever asked, and every specialty that has something to do. */
function distributionOf({ revision, referredBy }: DecisionLetterFacts): Block {
  const responsible = contentOf(revision).recommendations.map(
    ({ responsibleSpecialty }) => responsibleSpecialty as Specialty,
  );
  const others = [...new Set(responsible)].map((specialty) => specialtyInWords(specialty));
  return facts(
    ['Referring clinician', referredBy],
    ['Responsible', others.join('\n')],
    ['Record', 'The patient’s record'],
  );
}

const nameOf = (names: ReadonlyMap<string, string>, id: string) => names.get(id) ?? id;

/** The last thing that happened to the revision: the state of the letter, whenever it is drawn. */
function latestInstant({ proposedAt, events, signatures }: Revision): string {
  const instants = [
    proposedAt,
    ...events.map(({ at }) => at),
    ...signatures.flatMap(({ signedAt, revocation }) => [signedAt, ...(revocation ? [revocation.revokedAt] : [])]),
  ];
  return instants.reduce((latest, each) => (each > latest ? each : latest));
}
