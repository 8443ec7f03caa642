import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Ledger, newId, recordDisclosure, type Actor, type PrismaTx } from '#database';
import { requireMay } from '#workflow';
import { scopeOf } from '../../cases/index.js';
import { MeetingsQueries, scopeOfMeeting } from '../../meetings/index.js';
import { LettersQueries } from '../letters.queries.js';
import { drawLetter } from '../paper/draw-letter.js';
import type { Letter } from '../paper/letter.js';
import type { Handout } from './handout.js';
import type { HandOutDto, HandoutView } from './handout.view.js';
import { HandedOutInTheFuture } from './handouts.errors.js';
import { HandoutsRepository } from './handouts.repository.js';

type Said = Pick<Handout, 'recipient' | 'recipientName' | 'channel' | 'handedOutAt' | 'handedOutBy'>;

/** Records to whom a letter or a minute was given, and the digest of the very text, drawn as it stands at this moment. */
@Injectable()
export class HandOut {
  constructor(
    private readonly ledger: Ledger,
    private readonly letters: LettersQueries,
    private readonly meetings: MeetingsQueries,
    private readonly handouts: HandoutsRepository,
  ) {}

  /** @throws NotFound also for a draft @throws HandedOutInTheFuture */
  letter(actor: Actor, revisionId: string, told: HandOutDto): Promise<HandoutView> {
    return this.ledger.transaction({ type: 'letter.handing-out', actor, id: revisionId }, async (tx) => {
      const { file, revision } = await this.letters.held(tx, revisionId);

      requireMay(tx.actor, 'letter:hand-out', scopeOf(file));
      const said = saidBy(tx, told);

      const letter = await this.letters.composeFor(tx, file, revision);
      const { caseId, boardId } = file;
      const about = { boardId, caseId, revisionId, meetingId: null };
      return this.keep(tx, letter, { ...about, ...said }, file.patientAlias);
    });
  }

  /** A minute names several patients: the trail says each of them. @throws NotFound @throws HandedOutInTheFuture */
  minute(actor: Actor, meetingId: string, told: HandOutDto): Promise<HandoutView> {
    return this.ledger.transaction({ type: 'minute.handing-out', actor, id: meetingId }, async (tx) => {
      const { meeting, items } = await this.meetings.withItems(tx, meetingId);

      requireMay(tx.actor, 'letter:hand-out', scopeOfMeeting(meeting));
      const said = saidBy(tx, told);

      const letter = await this.letters.composeMinuteFor(tx, meeting, items);
      const patients = items.map((item) => item.case.patientAlias);
      await recordDisclosure(tx, { patients, entity: 'meeting', entityId: meetingId });
      const about = { boardId: meeting.boardId, caseId: null, revisionId: null, meetingId };
      return this.keep(tx, letter, { ...about, ...said }, null);
    });
  }

  private async keep(
    tx: PrismaTx,
    letter: Letter,
    said: Omit<Handout, 'id' | 'digest'>,
    patientAlias: string | null,
  ): Promise<HandoutView> {
    const bytes = await drawLetter(letter);
    const handout: Handout = { id: newId(), digest: createHash('sha256').update(bytes).digest('hex'), ...said };
    await this.handouts.insert(tx, handout, patientAlias);
    return toHandoutView(handout);
  }
}

function saidBy(tx: PrismaTx, { recipient, recipientName, channel, handedOutAt }: HandOutDto): Said {
  const at = handedOutAt === undefined ? tx.occurredAt : new Date(handedOutAt);
  if (at.getTime() > tx.occurredAt.getTime()) throw new HandedOutInTheFuture();
  return { recipient, recipientName, channel, handedOutAt: at.toISOString(), handedOutBy: tx.actor.userId };
}

export function toHandoutView(handout: Handout): HandoutView {
  const { boardId: _board, caseId: _case, revisionId: _revision, meetingId: _meeting, ...view } = handout;
  return view;
}
