import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireFresh, StaleVersion } from '../../http/index.js';
import { DEFAULT_MAIL_SETTING, type MailSetting } from './mail-setting.js';
import { EmptyQuietHours, UnknownMailZone } from './mail-settings.errors.js';
import { MailSettingsRepository } from './mail-settings.repository.js';

/** One's own mail: when none, and when the daily one. */
@Injectable()
export class MailSettings {
  constructor(
    private readonly ledger: Ledger,
    private readonly settings: MailSettingsRepository,
  ) {}

  show(actor: Actor): Promise<MailSetting> {
    return this.ledger.transaction({ type: 'mail-setting.opened', actor }, (tx) => this.settings.find(tx));
  }

  /** @throws StaleVersion, UnknownMailZone, EmptyQuietHours */
  change(actor: Actor, wish: Omit<MailSetting, 'version'>, ifMatch: number): Promise<MailSetting> {
    return this.ledger.transaction({ type: 'mail-setting.opened', actor }, async (tx) => {
      const { version } = await this.settings.find(tx);
      requireFresh(version, ifMatch);
      if (wish.quiet && wish.quiet.from === wish.quiet.until) throw new EmptyQuietHours();
      if (wish.timeZone !== null) requireZone(wish.timeZone);

      const changed = { ...DEFAULT_MAIL_SETTING, ...wish, version: version + 1 };
      if (!(await this.settings.replace(tx, changed))) throw new StaleVersion();
      return changed;
    });
  }
}

function requireZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new UnknownMailZone();
  }
}
