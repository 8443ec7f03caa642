import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor, PasskeyRevoked, ProofRequired } from '../auth/index.js';
import { Answers, AnswersPage, IfMatch } from '../http/index.js';
import { AnsweredAfterInclusion } from '../log/index.js';
import { AlreadyReviewed } from './break-glass.errors.js';
import { BreakGlassQueries } from './break-glass.queries.js';
import { BreakGlass } from './break-glass.js';
import { BreakGlassView } from './break-glass.view.js';
import { BreakGlassDto, BreakGlassQuery, GrantIdParam, ReviewBreakGlassDto } from './dto/break-glass.dto.js';
import { GrantView, toGrantView } from './grant.view.js';
import { ReviewBreakGlass } from './review-break-glass.js';

@Controller('break-glass')
export class BreakGlassController {
  constructor(
    private readonly breakGlass: BreakGlass,
    private readonly queries: BreakGlassQueries,
    private readonly reviewBreakGlass: ReviewBreakGlass,
  ) {}

  @Post()
  @Allow('break-glass:use')
  @AnsweredAfterInclusion({ whenStalled: 'go-on' })
  @Answers(BreakGlassView, {
    status: 201,
    summary: 'Open a patient’s cases outside one’s boards, for one hour',
    about:
      'To read, to raise the emergency lane and to decide urgently. The auditors are told at once, and review it. An identifier that nobody has is answered alike.',
    refusals: [new ProofRequired(), new PasskeyRevoked()],
  })
  break(@Body() { proof, ...plea }: BreakGlassDto, @CurrentActor() actor: Actor): Promise<BreakGlassView> {
    return this.breakGlass.execute(actor, plea, proof);
  }

  @Get()
  @Allow('break-glass:read')
  @AnswersPage(GrantView, { summary: 'Who broke the glass, for review', about: 'The one that waits longest first.' })
  list(@Query() query: BreakGlassQuery, @CurrentActor() actor: Actor) {
    return this.queries.list(actor, query);
  }

  @Get(':grantId')
  @Allow('break-glass:read')
  @Answers(GrantView, { summary: 'One breaking of the glass' })
  show(@Param() { grantId }: GrantIdParam, @CurrentActor() actor: Actor): Promise<GrantView> {
    return this.queries.open(actor, grantId);
  }

  @Post(':grantId/review')
  @Allow('break-glass:review')
  @Answers(GrantView, { summary: 'Review a breaking of the glass', refusals: [new AlreadyReviewed()] })
  async review(
    @Param() { grantId }: GrantIdParam,
    @Body() dto: ReviewBreakGlassDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<GrantView> {
    const { grant, now } = await this.reviewBreakGlass.execute(actor, grantId, dto, ifMatch);
    return toGrantView(grant, now);
  }
}
