import { Global, Module } from '@nestjs/common';
import { MAIL_DEFAULTS, MailOptions, MailTuning } from './delivery/mail.options.js';
import { AwaitingSources } from './digest/awaiting.js';
import { GatherDigests } from './digest/gather-digests.js';
import { MailService } from './mail-service.js';
import { NoticesController } from './notices/notices.controller.js';
import { NoticesQueries } from './notices/notices.queries.js';
import { NoticesRepository } from './notices/notices.repository.js';
import { RetryNotice } from './notices/retry-notice.js';
import { TellDeadLetters } from './notices/tell-dead-letters.js';
import { Outbox } from './outbox.js';
import { MailSettings } from './settings/mail-settings.js';
import { MailSettingsController } from './settings/mail-settings.controller.js';
import { MailSettingsRepository } from './settings/mail-settings.repository.js';

/** The outbox and its mail. Any act may post a notice. */
@Global()
@Module({
  controllers: [NoticesController, MailSettingsController],
  providers: [
    {
      provide: MailOptions,
      inject: [{ token: MailTuning, optional: true }],
      useFactory: (tuning?: MailTuning): MailOptions => ({ ...MAIL_DEFAULTS, ...tuning }),
    },
    AwaitingSources,
    GatherDigests,
    MailService,
    MailSettings,
    MailSettingsRepository,
    NoticesQueries,
    NoticesRepository,
    Outbox,
    RetryNotice,
    TellDeadLetters,
  ],
  exports: [AwaitingSources, GatherDigests, Outbox],
})
export class NotificationsModule {}
