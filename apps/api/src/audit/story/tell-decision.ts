import type { DecisionContent } from '#pathway';
import { SPECIALTY_LABELS, type Specialty } from '#workflow';
import { tellContent, tellContentDifferences } from './tell-content.js';
import { added, altered, inWords, quoted, reads, wentFrom, when } from './words.js';

/** What of a draft's document is told. */
export interface DraftTold {
  readonly content: DecisionContent;
  readonly state: string;
  readonly revisesId?: string | null;
  readonly overrides: Readonly<Record<string, { readonly reason: string }>>;
}

/** What of a revision's document is told. */
export interface RevisionTold {
  readonly number: number;
  readonly authority: string;
  readonly isProvisional: boolean;
  readonly state: string;
  readonly revisesId?: string | null;
  readonly expiresOn?: string | null;
  readonly ratification?: string | null;
  readonly frozen: {
    readonly content: DecisionContent;
    readonly evidence: { readonly assessments: readonly { readonly id: string; readonly assessedAt: string }[] };
  };
  readonly events: readonly { readonly id: string; readonly kind: string; readonly reason?: string | null }[];
  readonly signatures: readonly SignatureTold[];
}

interface SignatureTold {
  readonly id: string;
  readonly printedName: string;
  readonly specialty: string;
  readonly meaning: string;
  readonly method: string;
  readonly reason?: string | null;
  readonly signedAt: string;
  readonly revocation?: { readonly reason?: string | null } | null;
}

/** `revised`: the revision that the draft is to replace. */
export function tellDraft(before: DraftTold | null, after: DraftTold, revised: RevisionTold | null): string[] {
  const known = new Set(Object.keys(before?.overrides ?? {}));
  const overrides = Object.entries(after.overrides).filter(([check]) => !known.has(check));
  return [
    ...(before ? tellContentDifferences(before.content, after.content) : tellNew(after.content, revised)),
    ...overrides.map(([check, { reason }]) => `It goes on in spite of ${inWords(check)}: ${quoted(reason)}.`),
    ...(before ? wentFrom('The draft', before.state, after.state) : []),
  ];
}

/** `revised`: the revision before, which this one is to replace. */
export function tellRevision(before: RevisionTold | null, after: RevisionTold, revised: RevisionTold | null): string[] {
  if (!before) {
    return [
      `Revision ${after.number}, by the ${after.authority}${after.isProvisional ? ', provisional until it is ratified' : ''}.`,
      ...tellNew(after.frozen.content, revised),
      ...tellEvidence(revised, after),
    ];
  }
  return [
    ...added(before.signatures, after.signatures).map(tellSignature),
    ...altered(before.signatures, after.signatures).flatMap(({ is }) => tellRevocation(is)),
    ...added(before.events, after.events).flatMap(({ reason }) => (reason ? [`In words: ${quoted(reason)}.`] : [])),
    ...wentFrom('The revision', before.state, after.state),
    ...(after.expiresOn && after.expiresOn !== before.expiresOn
      ? [`It expires on ${after.expiresOn} unless it is begun.`]
      : []),
    ...reads('The ratification', before.ratification, after.ratification),
  ];
}

/** A content that replaces another is told by what differs, one that stands alone as a whole. */
function tellNew(content: DecisionContent, revised: RevisionTold | null): string[] {
  if (!revised) return tellContent(content);
  const differences = tellContentDifferences(revised.frozen.content, content);
  const opening = `It is to replace revision ${revised.number}`;
  return differences.length === 0
    ? [`${opening}, and recommends the same.`]
    : [`${opening}, and differs from it:`, ...differences];
}

function tellEvidence(revised: RevisionTold | null, { frozen }: RevisionTold): string[] {
  const fresh = added(revised?.frozen.evidence.assessments, frozen.evidence.assessments);
  if (fresh.length === 0) return [];
  const days = fresh.map(({ assessedAt }) => when(assessedAt)).join(', ');
  return [`It rests on ${revised ? 'a newer examination' : 'the examination'} of ${days}.`];
}

const MEANINGS: Readonly<Record<string, string>> = {
  approve: 'approved',
  'approve-with-reservation': 'approved with a reservation',
  refuse: 'refused',
  dissent: 'dissented',
};

const METHODS: Readonly<Record<string, string>> = {
  'password+totp': 'password and one-time code',
  totp: 'one-time code within a signing series',
};

function tellSignature({ printedName, specialty, meaning, method, reason, signedAt }: SignatureTold): string {
  const name = SPECIALTY_LABELS[specialty as Specialty] ?? specialty;
  const words = reason ? `: ${quoted(reason)}` : '';
  return `${printedName} ${MEANINGS[meaning] ?? meaning} for ${name} on ${when(signedAt)}, proved by ${METHODS[method] ?? method}${words}.`;
}

function tellRevocation({ printedName, revocation }: SignatureTold): string[] {
  if (!revocation) return [];
  return [`The signature of ${printedName} was revoked${revocation.reason ? `: ${quoted(revocation.reason)}` : ''}.`];
}
