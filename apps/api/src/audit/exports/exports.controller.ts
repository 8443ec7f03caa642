import { Body, Controller, Get, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../../auth/index.js';
import { Answers, AnswersTar, NothingHere } from '../../http/index.js';
import { AnsweredAfterInclusion, EventNotYetIncluded } from '../../log/index.js';
import { AskExport } from './ask-export.js';
import { ExportView, toExportView } from './export.view.js';
import { AskExportDto, EXPORT_EXAMPLES, ExportIdParam, wishOf } from './exports.dto.js';
import { ExportOvertaken } from './exports.errors.js';
import { ExportsQueries } from './exports.queries.js';
import { HandOutBundle } from './hand-out-bundle.js';

@Controller('audit/exports')
export class ExportsController {
  constructor(
    private readonly askExport: AskExport,
    private readonly exports: ExportsQueries,
    private readonly handOut: HandOutBundle,
  ) {}

  @Post()
  @Allow('audit:export')
  @AnsweredAfterInclusion()
  @ApiBody({ type: AskExportDto, examples: EXPORT_EXAMPLES })
  @Answers(ExportView, {
    status: 202,
    summary: 'Ask for an export of the audit trail that can be checked without this server',
    about: 'It ends with the request itself. Made at each download; docs/export-format.md says what is in it.',
    refusals: [new NothingHere()],
  })
  async ask(@Body() dto: AskExportDto, @CurrentActor() actor: Actor): Promise<ExportView> {
    return toExportView(await this.askExport.execute(actor, wishOf(dto)));
  }

  @Get(':exportId')
  @Allow('audit:export')
  @Answers(ExportView, { summary: 'How far an export is' })
  async show(@Param() { exportId }: ExportIdParam, @CurrentActor() actor: Actor): Promise<ExportView> {
    return toExportView(await this.exports.open(actor, exportId));
  }

  @Get(':exportId/bundle')
  @Allow('audit:export')
  @AnsweredAfterInclusion()
  @AnswersTar('consilium-export.tar', {
    summary: 'The bundle of an export',
    about: 'Made while it is sent. Whatever cannot be read to its end is sent without one, so that it passes no check.',
    refusals: [new EventNotYetIncluded(), new ExportOvertaken()],
  })
  async bundle(@Param() { exportId }: ExportIdParam, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    return new StreamableFile(await this.handOut.execute(actor, exportId));
  }
}
