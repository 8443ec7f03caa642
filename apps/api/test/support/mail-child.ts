import { Connections, Ledger } from '#database';
import { DeliverySteps, type Steps } from '../../src/notifications/delivery/delivery-steps.js';
import { Jobs } from '../../src/notifications/delivery/jobs.js';
import { MAIL_DEFAULTS } from '../../src/notifications/delivery/mail.options.js';
import { MailRoom } from '../../src/notifications/delivery/mail-room.js';
import { Mailer } from '../../src/notifications/delivery/mailer.js';
import { MovableClock } from './clock.js';

/** What a mail room in a process of its own is told, as JSON in its one argument. */
export interface MailOrders {
  readonly databaseUrl: string;
  readonly smtpUrl: string;
  /** Where it ends by SIGKILL. */
  readonly killed?: { readonly step: keyof Steps; readonly moment: 'before' | 'after' };
}

const { databaseUrl, smtpUrl, killed } = JSON.parse(process.argv[2]!) as MailOrders;

/** The real steps, at one of which the process ends: before it did anything, or after it has done it and before anybody knows. */
function killedAt(steps: Steps): Steps {
  if (!killed) return steps;
  const { step, moment } = killed;
  const end = () => process.kill(process.pid, 'SIGKILL');
  const real = steps[step].bind(steps) as (...args: unknown[]) => Promise<unknown>;
  const faulty = async (...args: unknown[]): Promise<unknown> => {
    if (moment === 'before') end();
    const result = await real(...args);
    end();
    return result;
  };
  return new Proxy(steps, { get: (target, name) => (name === step ? faulty : Reflect.get(target, name).bind(target)) });
}

const clock = new MovableClock();
const connections = new Connections({ url: databaseUrl, size: 5 });
const options = { ...MAIL_DEFAULTS, expireInSeconds: 1, superviseEverySeconds: 1, pollEverySeconds: 0.5 };
const jobs = new Jobs(connections, { ...options, retryDelaySeconds: 1 }, () => undefined);
const from = { name: 'Spine board', address: 'board@example.org' };
const mailer = new Mailer({ smtpUrl, requireTls: false, from });
const room = new MailRoom({
  steps: killedAt(new DeliverySteps(connections, new Ledger(connections, clock), clock, jobs, mailer)),
  jobs,
  identity: { publicOrigin: 'http://localhost:3000', organiser: from },
  clock,
  lookEveryMilliseconds: 20,
  gatherDigests: () => Promise.resolve(),
  report: () => undefined,
});
await room.start();
