import { Injectable } from '@nestjs/common';
import { CHANGES, newId, recordChange, type ChangeType, type Tx } from '#database';
import type { CalendarDate } from '#pathway';
import { nextState, NotFound, REVISION_EVENTS, REVISION_TRANSITIONS, type RevisionState } from '#workflow';
import { CaseFiles, refOf, type CaseFile } from '../cases/index.js';
import { TierTwo } from '../log/index.js';
import { StillADraft } from './decisions.errors.js';
import { DraftsRepository } from './drafts/drafts.repository.js';
import {
  revisionDocument,
  type Revision,
  type RevisionEntry,
  type RevisionEntryKind,
  type RevisionSignature,
} from './revision.js';
import { RevisionsRepository } from './revisions.repository.js';
import { TellOfDecisions } from './tell-of-decisions.js';

/** The changes that make a version of a revision. */
export type RevisionChangeType = {
  [Type in ChangeType]: (typeof CHANGES)[Type] extends 'decision-revision' ? Type : never;
}[ChangeType];

/** What happens to a revision. `by` is whoever asks, unless null says that the program does it within another act. */
export interface NewEntry extends Partial<Pick<RevisionEntry, 'specialty' | 'signatureId' | 'reason'>> {
  readonly kind: RevisionEntryKind;
  readonly by?: null;
}

/** One change of a revision: what is appended, under one event of the trail. */
export interface RevisionChange {
  readonly type: RevisionChangeType;
  readonly entry?: NewEntry;
  /** Further entries of the same change, in their order: a rejection also withdraws. */
  readonly entries?: readonly NewEntry[];
  readonly signature?: Omit<RevisionSignature, 'revocation'>;
  readonly revocation?: { readonly signatureId: string; readonly reason: string };
  /** With the entry `in-force`: the last day on which it holds without its first treatment. */
  readonly expiresOn?: CalendarDate | null;
  /** A code; it goes into the trail. */
  readonly reasonCode?: string;
  readonly onBehalfOf?: string | null;
}

/** A revision with the case that it belongs to. */
export interface HeldRevision {
  readonly file: CaseFile;
  readonly revision: Revision;
}

/**
 * The one way to a revision's row: for everything that appends to it. A revision is never changed in place; each change returns
 * the new one, its version recorded. Works in ordinary and in hot transactions.
 */
@Injectable()
export class RevisionFiles {
  constructor(
    private readonly revisions: RevisionsRepository,
    private readonly drafts: DraftsRepository,
    private readonly cases: CaseFiles,
    private readonly tierTwo: TierTwo,
    private readonly telling: TellOfDecisions,
  ) {}

  /** The revision and its case, to read them. @throws NotFound, or StillADraft where nothing was proposed yet */
  async open(tx: Tx, id: string): Promise<HeldRevision> {
    const revision = await this.find(tx, id);
    return { revision, file: await this.cases.open(tx, revision.caseId) };
  }

  /**
   * The revision and its case, to change them: nobody else changes either until this transaction ends. The case is always locked
   * first, so that two acts never wait for each other. @throws NotFound, StillADraft, LogStalled
   */
  async lock(tx: Tx, id: string): Promise<HeldRevision> {
    const { caseId } = await this.find(tx, id);
    const file = await this.cases.lock(tx, caseId);
    this.tierTwo.requireTimely(tx.by.request, { isEmergency: file.lane === 'emergency' });
    await this.revisions.lock(tx, id);
    return { file, revision: await this.find(tx, id) };
  }

  /** Begins the life of a revision: it is proposed. */
  async begin(tx: Tx, file: CaseFile, proposed: Omit<Revision, 'events' | 'signatures' | 'state' | 'version'>) {
    const events = [toEntry(tx, { kind: 'proposed' })];
    const revision: Revision = { ...proposed, state: 'proposed', events, signatures: [], version: 1 };

    await this.revisions.insert(tx, revision);
    await this.record(tx, file, revision, { type: 'decision.proposed' });
    await this.telling.proposed(tx, revision);
    return revision;
  }

  /** Appends to a revision; its state follows from what is appended. @throws IllegalTransition */
  async append(tx: Tx, file: CaseFile, revision: Revision, change: RevisionChange): Promise<Revision> {
    const entries = [change.entry, ...(change.entries ?? [])].filter((entry) => entry !== undefined);
    const kinds = entries.map(({ kind }) => kind);
    const comesInForce = kinds.includes('in-force');
    const after: Revision = {
      ...revision,
      state: kinds.reduce(stateAfter, revision.state),
      ratification: kinds.find(isVerdict) ?? revision.ratification,
      inForceAt: comesInForce ? tx.occurredAt.toISOString() : revision.inForceAt,
      expiresOn: comesInForce ? (change.expiresOn ?? null) : revision.expiresOn,
      events: [...revision.events, ...entries.map((entry) => toEntry(tx, entry))],
      signatures: signaturesAfter(tx, revision, change),
      version: revision.version + 1,
    };

    await this.revisions.update(tx, revision, after);
    await this.record(tx, file, after, change);
    if (change.type === 'decision.returned') await this.telling.returned(tx, after);
    return after;
  }

  private async find(tx: Tx, id: string): Promise<Revision> {
    const revision = await this.revisions.find(tx, id);
    if (revision) return revision;
    throw (await this.drafts.find(tx, id)) ? new StillADraft() : new NotFound('decision');
  }

  private async record(tx: Tx, file: CaseFile, revision: Revision, { type, reasonCode, onBehalfOf }: RevisionChange) {
    const { id, version } = revision;
    const document = revisionDocument(revision);
    await recordChange(tx, { type, id, version, document, reasonCode, onBehalfOf, ...refOf(file) });
  }
}

/** Only what the state table knows moves the state; a ratification or an accepted dissent stands beside it. */
function stateAfter(state: RevisionState, kind: RevisionEntryKind): RevisionState {
  const event = REVISION_EVENTS.find((known) => known === kind);
  return event ? nextState(REVISION_TRANSITIONS, state, event) : state;
}

const isVerdict = (kind: RevisionEntryKind) => kind === 'ratified' || kind === 'rejected';

function signaturesAfter(tx: Tx, { signatures }: Revision, { signature, revocation }: RevisionChange) {
  const known = signatures.map((given) =>
    given.id === revocation?.signatureId
      ? { ...given, revocation: { reason: revocation.reason, revokedAt: tx.occurredAt.toISOString() } }
      : given,
  );
  return signature ? [...known, { ...signature, revocation: null }] : known;
}

function toEntry(tx: Tx, { kind, by, specialty, signatureId, reason }: NewEntry): RevisionEntry {
  return {
    id: newId(),
    kind,
    by: by === null ? null : tx.by.userId,
    specialty: specialty ?? null,
    signatureId: signatureId ?? null,
    reason: reason ?? null,
    at: tx.occurredAt.toISOString(),
  };
}
