import { createHash } from 'node:crypto';
import {
  CASE_TRANSITIONS,
  DEFAULT_SIGN_OFF_RULE,
  nextState,
  Refusal,
  requireAwaitsRatification,
  requireDissentAcceptable,
  requireMay,
  requireMayRevoke,
  requireMaySign,
  requireRevisionAllows,
  revisionState,
  ruleFor,
  signOffState,
  type Actor,
  type CaseState,
  type RecordScope,
  type RevisionEvent,
  type Signature,
  type SignatureMeaning,
  type SignOffRule,
} from '#workflow';
import { pick, SPECIALTY_OF, type Beginning, type Deed, type PersonName } from './deeds.js';

const BOARD = 'board';

export interface DraftInMemory {
  content: string;
  readonly author: PersonName;
  readonly revises: RevisionInMemory | null;
  isProposed: boolean;
}

export interface RevisionInMemory {
  readonly content: string;
  readonly hash: string;
  readonly rule: SignOffRule;
  readonly author: PersonName;
  readonly isPanels: boolean;
  readonly isProvisional: boolean;
  readonly hasMeeting: boolean;
  readonly events: RevisionEvent[];
  readonly signatures: Signature[];
  readonly acceptedDissents: string[];
  ratification: 'ratified' | 'rejected' | null;
}

export interface StatementInMemory {
  readonly who: PersonName;
  readonly meaning: SignatureMeaning;
  readonly revision: RevisionInMemory;
  isUsed: boolean;
}

/** What a deed did: `done` or the code of its refusal. */
export type Outcome = string;

/**
 * The decision of one case, in memory: the rules of the workflow library put together as the server's acts put them together, without
 * database, clock or HTTP.
 */
export class DecisionInMemory {
  readonly drafts: DraftInMemory[] = [];
  readonly revisions: RevisionInMemory[] = [];
  readonly statements: StatementInMemory[] = [];
  caseState: CaseState = 'decided';
  /** What the open item of the quorate meeting is to ratify. */
  item: RevisionInMemory | null = null;
  private count = 0;

  constructor(private readonly beginning: Beginning) {
    const isPanels = beginning === 'panel';
    const author = isPanels ? 'spineSurgeon' : 'coordinator';
    this.begin({ content: this.text(), author, revises: null, isProposed: true }, isPanels, !isPanels);
  }

  get signatures(): readonly { readonly revision: RevisionInMemory; readonly signature: Signature }[] {
    return this.revisions.flatMap((revision) => revision.signatures.map((signature) => ({ revision, signature })));
  }

  /** Whether there is a provisional revision that could be put before the board now. */
  get canBePutUp(): boolean {
    return this.item === null && this.isDecided && this.awaiting() !== undefined;
  }

  do(deed: Deed): Outcome {
    try {
      this.act(deed);
      return 'done';
    } catch (refusal) {
      if (refusal instanceof Refusal) return refusal.code;
      throw refusal;
    }
  }

  private act(deed: Deed): void {
    switch (deed.do) {
      case 'draft':
        return this.draft(deed.who);
      case 'edit':
        return this.edit(deed.who, pick(this.drafts, deed.draft)!);
      case 'propose':
        return this.propose(deed.who, pick(this.drafts, deed.draft)!);
      case 'ask':
        return this.ask(deed.who, pick(this.revisions, deed.revision)!, deed.meaning);
      case 'send': {
        const statement = pick(this.statements, deed.statement)!;
        const revision = deed.revision === null ? statement.revision : pick(this.revisions, deed.revision)!;
        return this.send(statement, revision);
      }
      case 'revoke':
        return this.revoke(deed.who, pick(this.signatures, deed.signature)!);
      case 'accept-dissent':
        return this.acceptDissent(deed.who, pick(this.signatures, deed.signature)!);
      case 'revise':
        return this.revise(deed.who, pick(this.revisions, deed.revision)!);
      case 'return':
        return this.return(deed.who, pick(this.revisions, deed.revision)!);
      case 'withdraw':
        return this.withdraw(deed.who, pick(this.revisions, deed.revision)!);
      case 'put-up':
        this.item = this.awaiting()!;
        return;
      case 'ratify':
      case 'reject':
        return this.ratify(deed.do, deed.who, pick(this.revisions, deed.revision)!);
    }
  }

  private draft(who: PersonName): void {
    requireMay(actorOf(who), 'decision:draft', { boardId: BOARD });
    this.drafts.push({ content: this.text(), author: who, revises: null, isProposed: false });
  }

  private edit(who: PersonName, draft: DraftInMemory): void {
    requireStillDraft(draft);
    requireMay(actorOf(who), 'decision:draft', { boardId: BOARD, authorId: draft.author });
    draft.content = this.text();
  }

  private propose(who: PersonName, draft: DraftInMemory): void {
    requireStillDraft(draft);
    const isInSession = this.item !== null;
    const isPanelsOwn = !isInSession && this.beginning === 'panel' && draft.revises?.isPanels === true;
    const { grant } = requireMay(actorOf(who), 'decision:propose', {
      boardId: BOARD,
      authorId: draft.author,
      ...(isInSession && { meetingChairId: 'chair' }),
      ...(isPanelsOwn && { panel: draft.revises.rule.requiredSpecialties }),
    });
    nextState(CASE_TRANSITIONS, this.caseState, this.isDecided ? 'propose-revision' : 'propose');
    if (draft.revises === null) throw new Told('not-a-revised-draft');

    draft.isProposed = true;
    this.recall();
    this.begin(draft, grant === 'panel-lead', isInSession);
  }

  private begin(draft: DraftInMemory, isPanels: boolean, isQuorate: boolean): void {
    const number = this.revisions.length + 1;
    this.revisions.push({
      content: draft.content,
      hash: createHash('sha256').update(`${number} ${draft.content}`).digest('hex'),
      rule: ruleFor(DEFAULT_SIGN_OFF_RULE, { isPanelDecision: isPanels }),
      author: draft.author,
      isPanels,
      isProvisional: isPanels || !isQuorate,
      hasMeeting: isQuorate,
      events: ['proposed'],
      signatures: [],
      acceptedDissents: [],
      ratification: null,
    });
  }

  private ask(who: PersonName, revision: RevisionInMemory, meaning: SignatureMeaning): void {
    this.requireMaySign(who, revision, meaning, revision.hash);
    this.statements.push({ who, meaning, revision, isUsed: false });
  }

  private send(statement: StatementInMemory, revision: RevisionInMemory): void {
    const { who, meaning, isUsed } = statement;
    if (isUsed) throw new Told('signing-statement-used');
    this.requireMaySign(who, revision, meaning, statement.revision.hash);

    statement.isUsed = true;
    const specialty = SPECIALTY_OF[who]!;
    const id = `${this.signatures.length}`;
    revision.signatures.push({ id, signerId: who, specialty, meaning, revisionHash: revision.hash, isRevoked: false });
    this.conclude(revision);
  }

  private requireMaySign(who: PersonName, revision: RevisionInMemory, meaning: SignatureMeaning, hash: string): void {
    const specialty = SPECIALTY_OF[who] ?? undefined;
    requireMay(actorOf(who), 'decision:sign', { ...scopeOf(revision), specialty });
    const intent = { specialty: specialty!, meaning, revisionHash: hash, reason: 'Because.', onBehalfOf: null };
    requireMaySign(actorOf(who), signableOf(revision), intent);
  }

  private revoke(who: PersonName, { revision, signature }: { revision: RevisionInMemory; signature: Signature }): void {
    requireMay(actorOf(who), 'decision:read', scopeOf(revision));
    requireMayRevoke(actorOf(who), signableOf(revision), signature.id);
    revision.signatures[revision.signatures.indexOf(signature)] = { ...signature, isRevoked: true };
  }

  private acceptDissent(
    who: PersonName,
    { revision, signature }: { revision: RevisionInMemory; signature: Signature },
  ): void {
    requireMay(actorOf(who), 'dissent:accept', scopeOf(revision));
    requireDissentAcceptable(signableOf(revision), signature.id, 'Because.');
    revision.acceptedDissents.push(signature.id);
    this.conclude(revision);
  }

  private conclude(revision: RevisionInMemory): void {
    const { isReturned, isComplete } = signOff(revision);
    if (isReturned) return this.end(revision, 'returned');
    if (!isComplete) return;

    const older = this.inState('in-force');
    if (older) this.end(older, 'superseded');
    revision.events.push('in-force');
    this.caseState = nextState(CASE_TRANSITIONS, this.caseState, 'sign-off-complete');
  }

  private revise(who: PersonName, revision: RevisionInMemory): void {
    requireMay(actorOf(who), 'decision:revise', scopeOf(revision));
    requireRevisionAllows('revise', stateOf(revision));
    this.drafts.push({ content: revision.content, author: who, revises: revision, isProposed: false });
  }

  private return(who: PersonName, revision: RevisionInMemory): void {
    requireMay(actorOf(who), 'decision:return', scopeOf(revision));
    requireRevisionAllows('return', stateOf(revision));
    this.end(revision, 'returned');
  }

  private withdraw(who: PersonName, revision: RevisionInMemory): void {
    requireMay(actorOf(who), 'decision:withdraw', scopeOf(revision));
    requireRevisionAllows('withdraw', stateOf(revision));
    this.takeAway(revision);
  }

  private takeAway(revision: RevisionInMemory): void {
    const wasInForce = stateOf(revision) === 'in-force';
    this.end(revision, 'withdrawn');
    if (!wasInForce || this.caseState !== 'active') return;
    this.caseState = nextState(CASE_TRANSITIONS, this.caseState, 'revision-withdrawn');
    this.recall();
  }

  private ratify(action: 'ratify' | 'reject', who: PersonName, revision: RevisionInMemory): void {
    const session = this.item ? { meetingChairId: 'chair' } : {};
    requireMay(actorOf(who), 'decision:ratify', { boardId: BOARD, ...session });
    requireRevisionAllows(action, stateOf(revision));
    const { isProvisional, ratification } = revision;
    requireAwaitsRatification({ isProvisional, isRatified: ratification !== null });
    if (!this.isDecided || this.item !== revision) throw new Told('not-up-for-ratification');

    revision.ratification = action === 'ratify' ? 'ratified' : 'rejected';
    this.item = null;
    if (action === 'reject') this.takeAway(revision);
  }

  /** Never do two texts of one decision collect signatures. */
  private recall(): void {
    const waiting = this.inState('proposed');
    if (waiting) this.end(waiting, 'returned');
  }

  private end(revision: RevisionInMemory, event: RevisionEvent): void {
    revision.events.push(event);
    if (this.item === revision) this.item = null;
  }

  private get isDecided(): boolean {
    return this.caseState === 'decided' || this.caseState === 'active';
  }

  private inState(state: string): RevisionInMemory | undefined {
    return this.revisions.findLast((revision) => stateOf(revision) === state);
  }

  private awaiting(): RevisionInMemory | undefined {
    const candidates = [this.inState('proposed'), this.inState('in-force')];
    return candidates.find((revision) => revision?.isProvisional && revision.ratification === null);
  }

  private text(): string {
    this.count += 1;
    return `Text ${this.count}.`;
  }
}

/** A refusal that a feature of the server raises and no rule of the library. */
class Told extends Refusal {
  readonly kind = 'conflict';

  constructor(readonly code: string) {
    super(`${code}.`);
  }
}

export function stateOf({ events }: RevisionInMemory) {
  return revisionState(events);
}

export function signOff({ rule, hash, signatures, acceptedDissents }: RevisionInMemory) {
  return signOffState(rule, hash, signatures, acceptedDissents);
}

function requireStillDraft({ isProposed }: DraftInMemory): void {
  if (isProposed) throw new Told('already-proposed');
}

function signableOf(revision: RevisionInMemory) {
  return { ...revision, boardId: BOARD, state: stateOf(revision) };
}

function scopeOf({ author, rule, hasMeeting }: RevisionInMemory): RecordScope {
  return {
    boardId: BOARD,
    authorId: author,
    signingSpecialties: rule.requiredSpecialties,
    ...(hasMeeting && { meetingChairId: 'chair' }),
  };
}

function actorOf(who: PersonName): Actor {
  const specialty = SPECIALTY_OF[who];
  const role = who === 'chair' || who === 'coordinator' ? who : 'specialist';
  return {
    userId: who,
    organisationId: 'hospital',
    roles: who === 'chair' ? ['specialist', 'chair'] : [role],
    memberships: [{ boardId: BOARD, role, specialty }],
  };
}
