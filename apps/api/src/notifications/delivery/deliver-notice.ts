import { quietUntil } from '../settings/quiet-hours.js';
import { staleBefore, type NoticeKey } from '../notice.js';
import { composeMail, type MailIdentity } from './compose-mail.js';
import type { Settlement, FoundNotice, Steps } from './delivery-steps.js';

/**
 * Delivers one notice, at least once. A crash before it is sent leaves it to be sent; between sending and settling, to be sent again
 * under the same Message-ID; after settling, with nothing to do.
 */
export async function deliverNotice(steps: Steps, key: NoticeKey, identity: MailIdentity, now: Date): Promise<void> {
  const notice = await steps.find(key);
  if (notice === null) return;

  const instead = insteadOfSending(notice, now);
  if (instead) return steps.settle(key, notice, instead);

  const outcome = await steps.send(composeMail(notice, identity));
  await steps.settle(
    key,
    notice,
    outcome.kind === 'sent' ? { state: 'sent' } : { state: 'failed', failure: `refused-${outcome.replyCode}` },
  );
}

function insteadOfSending(notice: FoundNotice, now: Date): Settlement | null {
  const { isActive, isUrgent, occurredAt, timeZone, quiet } = notice;
  const isStale = occurredAt < staleBefore(now);
  if (!isActive || isStale) return { state: 'dropped' };

  const until = isUrgent ? null : quietUntil(now, timeZone, quiet);
  return until && { state: 'waiting', dueAt: until };
}
