import { DEFAULT_DIGEST_AT, DEFAULT_QUIET_HOURS, type QuietHours } from './quiet-hours.js';

/** When a person wants mail. */
export interface MailSetting {
  /** An IANA zone; null for that of their board. */
  readonly timeZone: string | null;
  readonly quiet: QuietHours | null;
  readonly digestAt: string | null;
  /** 0 while they have set nothing. */
  readonly version: number;
}

export const DEFAULT_MAIL_SETTING: MailSetting = {
  timeZone: null,
  quiet: DEFAULT_QUIET_HOURS,
  digestAt: DEFAULT_DIGEST_AT,
  version: 0,
};
