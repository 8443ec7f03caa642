import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '#database';
import { NotFound } from '#workflow';
import { Public } from '../../auth/index.js';
import { Environment } from '../../environment.js';
import { IsText, requestContextOf } from '../../http/index.js';
import { FEED_NAME } from './calendar-feed.js';
import { ReadCalendar } from './read-calendar.js';

class CalendarFileParam {
  @IsText({ max: 100, example: 'kq2J8v0cQm9d3mC1s7x5yQm2b9rT4uW6zA1eG8hL0pY.ics' })
  fileName: string;
}

/** Where calendar programs read, which cannot sign in: outside of the interface, behind nothing but the secret in the address. */
@ApiExcludeController()
@Controller('calendar')
export class CalendarController {
  constructor(
    private readonly readCalendar: ReadCalendar,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /** 304 where the program holds these bytes already. */
  @Get(':fileName')
  @Public()
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Header('content-disposition', 'inline; filename="meetings.ics"')
  @Header('cache-control', 'private, no-cache')
  @Header('referrer-policy', 'no-referrer')
  async show(
    @Param() { fileName }: CalendarFileParam,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    if (!FEED_NAME.test(fileName)) throw new NotFound('calendar');
    const context = requestContextOf(request, this.clock.now(), this.environment.addressKey);
    const { content, etag } = await this.readCalendar.execute(fileName.slice(0, -'.ics'.length), context);

    reply.header('etag', etag);
    if (!isHeld(request.headers['if-none-match'], etag)) return content;
    reply.status(304);
    return undefined;
  }
}

/** If-None-Match compares weakly (RFC 9110, 13.1.2). */
function isHeld(ifNoneMatch: string | undefined, etag: string): boolean {
  const held = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return held.includes(etag) || held.includes('*');
}
