import { Body, Controller, Get, Put } from '@nestjs/common';
import type { Actor } from '#database';
import { AllowSignedIn, CurrentActor } from '../../auth/index.js';
import { Answers, IfMatchRequired } from '../../http/index.js';
import { MailSettingDto } from './dto/mail-setting.dto.js';
import { MailSettingView, toMailSettingView } from './mail-setting.view.js';
import { EmptyQuietHours, UnknownMailZone } from './mail-settings.errors.js';
import { MailSettings } from './mail-settings.js';

@Controller('me/mail-setting')
export class MailSettingsController {
  constructor(private readonly settings: MailSettings) {}

  @Get()
  @AllowSignedIn()
  @Answers(MailSettingView, { summary: 'When one wants mail' })
  async show(@CurrentActor() actor: Actor): Promise<MailSettingView> {
    return toMailSettingView(await this.settings.show(actor));
  }

  @Put()
  @AllowSignedIn()
  @Answers(MailSettingView, {
    summary: 'Say when one wants mail',
    about: 'Quiet hours hold everything back but emergencies. Before anything is set, If-Match is "0".',
    refusals: [new UnknownMailZone(), new EmptyQuietHours()],
  })
  async change(
    @Body() dto: MailSettingDto,
    @IfMatchRequired() ifMatch: number,
    @CurrentActor() actor: Actor,
  ): Promise<MailSettingView> {
    return toMailSettingView(await this.settings.change(actor, dto, ifMatch));
  }
}
