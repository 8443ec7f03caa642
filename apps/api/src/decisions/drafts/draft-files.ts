import { Injectable } from '@nestjs/common';
import { CHANGES, newId, recordChange, type ChangeType, type Tx } from '#database';
import type { DecisionContent } from '#pathway';
import { NotFound } from '#workflow';
import { CaseFiles, refOf, type CaseFile } from '../../cases/index.js';
import { AlreadyProposed } from '../decisions.errors.js';
import { draftDocument, type Draft } from './draft.js';
import { DraftsRepository } from './drafts.repository.js';

type DraftChangeType = {
  [Type in ChangeType]: (typeof CHANGES)[Type] extends 'decision-draft' ? Type : never;
}[ChangeType];

/** A draft with the case that it belongs to. */
export interface HeldDraft {
  readonly file: CaseFile;
  readonly draft: Draft;
}

/** The one way to a draft's row: each change returns the new draft, its version recorded. */
@Injectable()
export class DraftFiles {
  constructor(
    private readonly drafts: DraftsRepository,
    private readonly cases: CaseFiles,
  ) {}

  /**
   * The draft and its case, to change them: nobody else changes either until this transaction ends.
   * @throws NotFound
   * @throws AlreadyProposed where a revision has taken its place
   */
  async lock(tx: Tx, id: string): Promise<HeldDraft> {
    const { caseId } = found(await this.drafts.find(tx, id));
    const file = await this.cases.lock(tx, caseId);
    const draft = found(await this.drafts.findLocked(tx, id));
    if (draft.state !== 'draft') throw new AlreadyProposed();
    return { file, draft };
  }

  /** Begins a draft; the author is whoever asks. */
  async begin(tx: Tx, file: CaseFile, content: DecisionContent, revisesId: string | null = null): Promise<Draft> {
    const { organisationId, boardId, caseId } = file;
    const draft: Draft = {
      organisationId,
      boardId,
      caseId,
      id: newId(),
      revisesId,
      agendaItemId: null,
      content,
      overrides: {},
      state: 'draft',
      authorId: tx.actor.userId,
      version: 1,
    };
    await this.drafts.insert(tx, draft);
    return this.record(tx, file, draft, 'decision.drafted');
  }

  async amend(
    tx: Tx,
    { file, draft }: HeldDraft,
    type: DraftChangeType,
    change: Partial<Pick<Draft, 'content' | 'overrides' | 'state' | 'agendaItemId'>>,
  ): Promise<Draft> {
    const after = { ...draft, ...change, version: draft.version + 1 };
    await this.drafts.update(tx, after);
    return this.record(tx, file, after, type);
  }

  private async record(tx: Tx, file: CaseFile, draft: Draft, type: DraftChangeType): Promise<Draft> {
    const { id, version } = draft;
    await recordChange(tx, { type, id, version, document: draftDocument(draft), ...refOf(file) });
    return draft;
  }
}

function found(draft: Draft | null): Draft {
  if (!draft) throw new NotFound('decision');
  return draft;
}
