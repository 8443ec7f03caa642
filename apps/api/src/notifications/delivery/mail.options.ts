/** How often and how long delivery is tried; the token by which it is asked for. */
export class MailOptions {
  /** How often a replica looks for notices that are due. */
  readonly lookEveryMilliseconds: number;
  /** First pause after a failure; it doubles each time, up to an hour. */
  readonly retryDelaySeconds: number;
  readonly retryLimit: number;
  /** After so long a job that nobody has finished is tried by somebody else: its worker was killed. */
  readonly expireInSeconds: number;
  /** How often jobs of killed workers are looked for. */
  readonly superviseEverySeconds: number;
  /** How often a worker looks for jobs that nobody woke it for. */
  readonly pollEverySeconds: number;
}

/** From half a minute to an hour apart, for most of a day; a mail server's night is survived. */
export const MAIL_DEFAULTS: MailOptions = {
  lookEveryMilliseconds: 1_000,
  retryDelaySeconds: 30,
  retryLimit: 24,
  expireInSeconds: 120,
  superviseEverySeconds: 30,
  pollEverySeconds: 5,
};

export const RETRY_DELAY_MAX_SECONDS = 3_600;

/** For tests, which do not want to wait; the token by which they say so. */
export abstract class MailTuning implements Partial<MailOptions> {
  readonly lookEveryMilliseconds?: number;
  readonly retryDelaySeconds?: number;
  readonly retryLimit?: number;
  readonly expireInSeconds?: number;
  readonly superviseEverySeconds?: number;
  readonly pollEverySeconds?: number;
}
