import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../../auth/index.js';
import { Answers, AnswersPage } from '../../http/index.js';
import { NoticeIdParam, NoticesQuery } from './dto/notices.dto.js';
import { NoticeView } from './notice.view.js';
import { NoticeNotFailed } from './notices.errors.js';
import { NoticesQueries } from './notices.queries.js';
import { RetryNotice } from './retry-notice.js';

@Controller('notices')
export class NoticesController {
  constructor(
    private readonly notices: NoticesQueries,
    private readonly retryNotice: RetryNotice,
  ) {}

  @Get()
  @Allow('notice:manage')
  @AnswersPage(NoticeView, {
    summary: 'The outbox: whom mail was sent, and what could not be delivered, newest first',
    about: 'Without what it is about. `state=failed` lists the dead letters.',
  })
  list(@Query() query: NoticesQuery, @CurrentActor() actor: Actor) {
    return this.notices.page(actor, query);
  }

  @Post(':noticeId/retry')
  @Allow('notice:manage')
  @Answers(NoticeView, {
    summary: 'Have a mail tried again that could not be delivered',
    refusals: [new NoticeNotFailed('sent')],
  })
  retry(@Param() { noticeId }: NoticeIdParam, @CurrentActor() actor: Actor) {
    return this.retryNotice.execute(actor, noticeId);
  }
}
