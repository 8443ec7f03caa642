import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import type { RecordScope } from '#workflow';
import type { CaseFile } from '../../cases/index.js';
import type { HeldDraft } from '../drafts/draft-files.js';
import { draftScopeOf, type Draft } from '../drafts/draft.js';
import type { Revision } from '../revision.js';
import { RevisionsQueries } from '../revisions.queries.js';
import type { Session } from './evidence.js';
import { OpenSessions } from './open-sessions.js';

/** Where a draft stands when somebody steers it: in which discussion, and after which revision. */
export interface ProposalSetting {
  readonly file: CaseFile;
  readonly draft: Draft;
  /** The open discussion; its meeting and item are locked. Null outside one. */
  readonly session: Session | null;
  /** The revision that this draft revises. */
  readonly revised: Revision | null;
}

/** Finds the setting of a locked draft. */
@Injectable()
export class ProposalSettings {
  constructor(
    private readonly sessions: OpenSessions,
    private readonly revisions: RevisionsQueries,
  ) {}

  async lock(tx: PrismaTx, { file, draft }: HeldDraft): Promise<ProposalSetting> {
    const session = await this.sessions.lock(tx, file.caseId);
    const revised = draft.revisesId ? await this.revisions.find(tx, draft.revisesId) : null;
    return { file, draft, session, revised };
  }
}

/**
 * Who presides over a draft: in a discussion the chair of its meeting, outside one the chair of the board, and in an emergency also
 * whoever leads the panel whose own decision is revised.
 */
export function presidingScope({ file, draft, session, revised }: ProposalSetting): RecordScope {
  const isPanels = session === null && file.lane === 'emergency' && revised?.authority === 'panel';
  return {
    ...draftScopeOf(draft),
    ...(session && { meetingChairId: session.meeting.chairId }),
    ...(isPanels && { panel: revised.rule.requiredSpecialties }),
  };
}

/** The specialties that take part in the open discussion. */
export function participantsOf(session: Session | null): string[] {
  return [...new Set(session?.participants.map(({ specialty }) => specialty))];
}
