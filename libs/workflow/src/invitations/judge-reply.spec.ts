import fc from 'fast-check';
import { judgeReply, type Asked, type ReplyVerdict } from './judge-reply.js';

const UNANSWERED: Asked = { askedSequence: 1, replySequence: null, replyStamp: null };
const ANSWERED: Asked = { askedSequence: 1, replySequence: 2, replyStamp: '2026-03-02T09:00:00.000Z' };

describe('an answer to an invitation', () => {
  it.each<[string, Asked, number, string, ReplyVerdict]>([
    ['the first', UNANSWERED, 1, '2026-03-02T09:00:00Z', 'counts'],
    ['to a later state of the meeting, at the same time', UNANSWERED, 3, '2026-03-02T09:00:00Z', 'counts'],
    ['to the meeting before it moved', UNANSWERED, 0, '2026-03-02T09:00:00Z', 'outdated'],
    ['to a state that never was', UNANSWERED, 4, '2026-03-02T09:00:00Z', 'unasked'],
    ['a second later', ANSWERED, 2, '2026-03-02T09:00:01Z', 'counts'],
    ['the same again', ANSWERED, 2, '2026-03-02T09:00:00Z', 'known'],
    ['the same again, in another way of writing', ANSWERED, 2, '2026-03-02T10:00:00+01:00', 'known'],
    ['a second earlier', ANSWERED, 2, '2026-03-02T08:59:59Z', 'overtaken'],
    ['to an earlier state, though stamped later', ANSWERED, 1, '2026-03-02T12:00:00Z', 'overtaken'],
    ['to a later state, though stamped earlier', ANSWERED, 3, '2026-03-02T08:00:00Z', 'counts'],
  ])('%s', (_what, asked, sequence, stampedAt, expected) => {
    expect(judgeReply(asked, { sequence, stampedAt }, 3)).toBe(expected);
  });

  it('is in the end the same whatever order the mails come in', () => {
    const mail = fc.record({ sequence: fc.integer({ min: 0, max: 3 }), minute: fc.integer({ min: 0, max: 5 }) });
    const ends = fc.uniqueArray(mail, { selector: ({ sequence, minute }) => `${sequence} ${minute}`, maxLength: 8 });
    fc.assert(
      fc.property(ends, fc.infiniteStream(fc.integer()), (mails, chance) => {
        const shuffled = mails.map((each) => ({ each, at: chance.next().value as number }));
        const settle = (order: typeof mails) =>
          order.reduce<Asked>((asked, { sequence, minute }) => {
            const stampedAt = `2026-03-02T09:0${minute}:00.000Z`;
            const verdict = judgeReply(asked, { sequence, stampedAt }, 3);
            return verdict === 'counts' ? { ...asked, replySequence: sequence, replyStamp: stampedAt } : asked;
          }, UNANSWERED);
        const other = shuffled.toSorted((one, two) => one.at - two.at).map(({ each }) => each);
        expect(settle(other)).toEqual(settle(mails));
      }),
    );
  });
});
