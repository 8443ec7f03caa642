import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { IllegalTransition, LateBookingNeedsReason, WindowViolated } from '#workflow';
import { Allow, CurrentActor } from '../../auth/index.js';
import { CaseIsClosed } from '../../cases/index.js';
import { Answers, AnswersPage, IfMatch } from '../../http/index.js';
import {
  AcknowledgeImagingDto,
  BookImagingDto,
  CancelImagingDto,
  OrderIdParam,
  OrdersQuery,
  PerformImagingDto,
  ReassignImagingDto,
  ReportImagingDto,
} from '../dto/orders.dto.js';
import {
  AcknowledgementUnclear,
  LoopIsClosed,
  MadeTooEarly,
  NotASpecialistOfTheBoard,
  WrongSideOfNow,
} from '../follow-up.errors.js';
import { FollowUpQueries } from '../follow-up.queries.js';
import { ImagingOrderView, ListedOrderView } from '../follow-up.view.js';
import { AcknowledgeImaging } from './acknowledge-imaging.js';
import { BookImaging } from './book-imaging.js';
import { CancelImaging } from './cancel-imaging.js';
import { PerformImaging } from './perform-imaging.js';
import { ReassignImaging } from './reassign-imaging.js';
import { ReportImaging } from './report-imaging.js';

const elsewhere = (from: string, event: string, possible: string[]) =>
  new IllegalTransition('imaging order', from, event, possible);
const WINDOW = { from: '2026-04-27', until: '2026-05-11' };

@Controller('imaging-orders')
export class ImagingOrdersController {
  constructor(
    private readonly followUps: FollowUpQueries,
    private readonly bookImaging: BookImaging,
    private readonly performImaging: PerformImaging,
    private readonly reportImaging: ReportImaging,
    private readonly acknowledgeImaging: AcknowledgeImaging,
    private readonly reassignImaging: ReassignImaging,
    private readonly cancelImaging: CancelImaging,
  ) {}

  @Get()
  @Allow('imaging:read')
  @AnswersPage(ListedOrderView, { summary: 'Imaging orders of one’s boards, by due date or by risk' })
  list(@Query() query: OrdersQuery, @CurrentActor() actor: Actor) {
    return this.followUps.list(actor, query);
  }

  @Post(':orderId/book')
  @Allow('imaging:book')
  @Answers(ImagingOrderView, {
    summary: 'Book an examination',
    about: 'Inside its window; after a missed one with a coded reason, and then it counts as late.',
    refusals: [
      new WindowViolated('2026-05-20', WINDOW, false),
      new LateBookingNeedsReason(),
      new WrongSideOfNow('/bookedFor', 'An examination is booked for today or later. Choose a day to come.'),
      elsewhere('performed', 'book', ['report']),
    ],
  })
  book(
    @Param() { orderId }: OrderIdParam,
    @Body() dto: BookImagingDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.bookImaging.execute(actor, orderId, dto, ifMatch);
  }

  @Post(':orderId/perform')
  @Allow('imaging:perform')
  @Answers(ImagingOrderView, {
    summary: 'Record that an examination was made',
    refusals: [
      new WrongSideOfNow('/performedAt', 'Record an examination when it has been made.'),
      new MadeTooEarly('2026-03-24'),
      elsewhere('cancelled', 'perform', []),
    ],
  })
  perform(
    @Param() { orderId }: OrderIdParam,
    @Body() dto: PerformImagingDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.performImaging.execute(actor, orderId, dto, ifMatch);
  }

  @Post(':orderId/report')
  @Allow('imaging:report')
  @Answers(ImagingOrderView, {
    summary: 'Report an examination',
    about:
      'The next routine one is planned on it. A progression takes the case back to the board by itself; ' +
      'where it cannot go back now, its coordinator is told. A report is never refused for it.',
    refusals: [elsewhere('booked', 'report', ['book', 'perform', 'cancel'])],
  })
  report(
    @Param() { orderId }: OrderIdParam,
    @Body() dto: ReportImagingDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.reportImaging.execute(actor, orderId, dto, ifMatch);
  }

  @Post(':orderId/acknowledge')
  @Allow('imaging:acknowledge')
  @Answers(ImagingOrderView, {
    summary: 'Acknowledge a report, as the named specialist or a deputy',
    refusals: [
      new AcknowledgementUnclear(true),
      new WrongSideOfNow('/confirmOn', 'The confirming scan lies ahead. Choose today or a later day.'),
      new CaseIsClosed(),
      elsewhere('performed', 'acknowledge', ['report']),
    ],
  })
  acknowledge(
    @Param() { orderId }: OrderIdParam,
    @Body() dto: AcknowledgeImagingDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.acknowledgeImaging.execute(actor, orderId, dto, ifMatch);
  }

  @Post(':orderId/reassign')
  @Allow('imaging:reassign')
  @Answers(ImagingOrderView, {
    summary: 'Name another specialist to answer for an examination',
    about: 'By the specialist it names or a deputy, or by the board’s chair, who may also take it over.',
    refusals: [new LoopIsClosed('acknowledged'), new NotASpecialistOfTheBoard()],
  })
  reassign(
    @Param() { orderId }: OrderIdParam,
    @Body() dto: ReassignImagingDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.reassignImaging.execute(actor, orderId, dto, ifMatch);
  }

  @Post(':orderId/cancel')
  @Allow('imaging:cancel')
  @Answers(ImagingOrderView, {
    summary: 'Call an examination off',
    refusals: [elsewhere('reported', 'cancel', ['acknowledge'])],
  })
  cancel(
    @Param() { orderId }: OrderIdParam,
    @Body() dto: CancelImagingDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.cancelImaging.execute(actor, orderId, dto, ifMatch);
  }
}
