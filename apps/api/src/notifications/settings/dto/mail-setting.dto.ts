import { IsPart, IsText } from '../../../http/index.js';
import { CLOCK_TIME, QuietHoursView } from '../mail-setting.view.js';

export class MailSettingDto {
  @IsText({ max: 60, nullable: true, example: 'Europe/Amsterdam', about: 'null: where one’s board meets.' })
  timeZone: string | null;

  @IsPart(() => QuietHoursView, {
    nullable: true,
    about: 'In which nothing but emergencies is mailed; null for none.',
  })
  quiet: QuietHoursView | null;

  @IsText({ ...CLOCK_TIME, nullable: true, example: '07:00', about: 'null: no daily mail about what awaits one.' })
  digestAt: string | null;
}
