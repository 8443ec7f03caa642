import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../../auth/index.js';
import { Answers, IfMatchOrNone, type PutCondition } from '../../http/index.js';
import { BoardIdParam } from '../dto/params.dto.js';
import { HolidayTwice } from './holidays.errors.js';
import { HolidaysQueries } from './holidays.queries.js';
import { HolidaysView, SetHolidaysDto, toHolidaysView } from './holidays.view.js';
import { SetHolidays } from './set-holidays.js';

@Controller('boards/:boardId/holidays')
export class HolidaysController {
  constructor(
    private readonly holidays: HolidaysQueries,
    private readonly setHolidays: SetHolidays,
  ) {}

  @Get()
  @Allow('meeting:read')
  @Answers(HolidaysView, { summary: 'The holidays of a board' })
  async show(@Param() { boardId }: BoardIdParam, @CurrentActor() actor: Actor): Promise<HolidaysView> {
    return toHolidaysView(await this.holidays.show(actor, boardId));
  }

  @Put()
  @Allow('series:manage')
  @Answers(HolidaysView, {
    summary: 'Set the holidays of a board',
    about:
      'Its series do not meet on them: what was planned there is called off, with the holiday’s name as the reason, and its cases go back to the list.',
    refusals: [new HolidayTwice('2026-12-25')],
  })
  async set(
    @Param() { boardId }: BoardIdParam,
    @Body() { holidays }: SetHolidaysDto,
    @IfMatchOrNone() condition: PutCondition,
    @CurrentActor() actor: Actor,
  ): Promise<HolidaysView> {
    return toHolidaysView(await this.setHolidays.execute(actor, boardId, holidays, condition));
  }
}
