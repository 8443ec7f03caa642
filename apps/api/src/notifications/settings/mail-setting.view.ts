import { IsPart, IsText, IsWhole } from '../../http/index.js';
import type { MailSetting } from './mail-setting.js';

export const CLOCK_TIME = {
  min: 5,
  max: 5,
  pattern: /^([01]\d|2[0-3]):[0-5]\d$/,
  shape: 'a time of day, written HH:MM,',
} as const;

export class QuietHoursView {
  @IsText({ ...CLOCK_TIME, example: '20:00' })
  from: string;

  @IsText({ ...CLOCK_TIME, example: '07:00', about: 'Of the next day where it is the earlier one.' })
  until: string;
}

export class MailSettingView {
  @IsText({ max: 60, nullable: true, example: 'Europe/Amsterdam', about: 'null: where one’s board meets.' })
  timeZone: string | null;

  @IsPart(() => QuietHoursView, { nullable: true, about: 'null: mail may come at any hour.' })
  quiet: QuietHoursView | null;

  @IsText({ ...CLOCK_TIME, nullable: true, example: '07:00', about: 'null: no daily mail about what awaits one.' })
  digestAt: string | null;

  @IsWhole({ min: 0, max: 2_147_483_647, example: 1, about: '0 while nothing was set and the default holds.' })
  version: number;
}

export function toMailSettingView({ timeZone, quiet, digestAt, version }: MailSetting): MailSettingView {
  return { timeZone, quiet: quiet && { ...quiet }, digestAt, version };
}
