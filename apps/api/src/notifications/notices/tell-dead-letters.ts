import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AwaitingSources } from '../digest/awaiting.js';
import { staleBefore } from '../notice.js';
import { NoticesRepository } from './notices.repository.js';

/** Has the digest of administrators count what could not be delivered: they alone may have it tried again. */
@Injectable()
export class TellDeadLetters implements OnModuleInit {
  constructor(
    private readonly sources: AwaitingSources,
    private readonly notices: NoticesRepository,
  ) {}

  onModuleInit(): void {
    this.sources.register('mails that could not be delivered', (tx) =>
      this.notices.deadLetters(tx, staleBefore(tx.occurredAt).toISOString()),
    );
  }
}
