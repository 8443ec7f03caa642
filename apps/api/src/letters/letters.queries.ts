import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type Tx } from '#database';
import { NotFound, requireMay } from '#workflow';
import { CaseFiles, scopeOf, type CaseFile } from '../cases/index.js';
import { RevisionsQueries, type Revision } from '../decisions/index.js';
import { MeetingsQueries, scopeOfMeeting, type AgendaItem, type Meeting } from '../meetings/index.js';
import { BoardsQueries } from '../people/index.js';
import { composeDecisionLetter } from './compose-decision-letter.js';
import { composeMinute } from './compose-minute.js';
import { LettersRepository } from './letters.repository.js';
import { drawLetter } from './paper/draw-letter.js';
import type { Letter } from './paper/letter.js';

/** Letters and minutes as PDF. What is drawn is read in one transaction and drawn after its COMMIT, so that it holds no connection. */
@Injectable()
export class LettersQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly cases: CaseFiles,
    private readonly revisions: RevisionsQueries,
    private readonly meetings: MeetingsQueries,
    private readonly boards: BoardsQueries,
    private readonly letters: LettersRepository,
  ) {}

  /** The letter about one revision, as it stands now. @throws NotFound also for a draft: nothing is recommended yet */
  async ofDecision(actor: Actor, revisionId: string): Promise<Buffer> {
    const letter = await this.ledger.swiftTransaction({ type: 'letter.drawn', actor, id: revisionId }, async (tx) => {
      const { file, revision } = await this.held(tx, revisionId);

      requireMay(tx.actor, 'decision:read', scopeOf(file));
      const composed = await this.composeFor(tx, file, revision);
      await recordDisclosure(tx, {
        patients: [file.patientAlias],
        entity: 'decision-revision',
        entityId: revisionId,
      });
      return composed;
    });
    return drawLetter(letter);
  }

  /** The minute of a meeting. @throws NotFound */
  async ofMeeting(actor: Actor, meetingId: string): Promise<Buffer> {
    const letter = await this.ledger.transaction({ type: 'minute.drawn', actor, id: meetingId }, async (tx) => {
      const { meeting, items } = await this.meetings.withItems(tx, meetingId);

      requireMay(tx.actor, 'meeting:read', scopeOfMeeting(meeting));
      const composed = await this.composeMinuteFor(tx, meeting, items);
      const patients = items.map((item) => item.case.patientAlias);
      await recordDisclosure(tx, { patients, entity: 'meeting', entityId: meetingId });
      return composed;
    });
    return drawLetter(letter);
  }

  /** The revision that a letter is about, with its case. @throws NotFound also for a draft */
  async held(tx: Tx, revisionId: string): Promise<{ readonly file: CaseFile; readonly revision: Revision }> {
    const revision = await this.revisions.find(tx, revisionId);
    if (!revision) throw new NotFound('decision');
    return { revision, file: await this.cases.open(tx, revision.caseId) };
  }

  /** For those who put letters into something greater, in their own transaction. */
  async composeFor(tx: Tx, file: CaseFile, revision: Revision): Promise<Letter> {
    const { evidence } = revision.frozen;
    const names = await this.letters.names(tx, [
      file.referredBy,
      ...(evidence.meeting?.participants ?? []).flatMap(({ userId, deputyFor }) => [userId, ...deputyFor]),
      ...(evidence.panel ?? []).map(({ userId }) => userId),
      ...evidence.overrides.map(({ by }) => by),
      ...revision.signatures.flatMap(({ onBehalfOf }) => (onBehalfOf ? [onBehalfOf] : [])),
    ]);
    return composeDecisionLetter({
      revision,
      organisation: await this.letters.organisation(tx),
      board: file.board,
      patient: await this.letters.patient(tx, file.patientId),
      question: file.question,
      referredBy: names.get(file.referredBy) ?? file.referredBy,
      names,
    });
  }

  /** The same of a minute. */
  async composeMinuteFor(tx: Tx, meeting: Meeting, items: readonly AgendaItem[]): Promise<Letter> {
    const board = await this.boards.find(tx, meeting.boardId);
    const shown = items.filter(({ state }) => state !== 'removed');
    const minuted = [];
    for (const item of shown) {
      const revisions = await this.revisions.ofCase(tx, item.caseId);
      minuted.push({
        caseId: item.caseId,
        patient: `${item.case.givenName} ${item.case.familyName}, born ${item.case.bornOn}`,
        question: item.case.question,
        purpose: item.purpose,
        state: item.state,
        openedAt: item.openedAt,
        closedAt: item.closedAt,
        reason: item.reasonText ?? item.reasonCode,
        revision: revisions.find(({ id, agendaItemId }) => agendaItemId === item.id || id === item.revisionId) ?? null,
      });
    }
    const names = await this.letters.names(tx, [meeting.chairId, ...meeting.marks.map(({ userId }) => userId)]);
    return composeMinute({ meeting, organisation: await this.letters.organisation(tx), board, items: minuted, names });
  }
}
