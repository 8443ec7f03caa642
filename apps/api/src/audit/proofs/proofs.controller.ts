import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../../auth/index.js';
import { Answers } from '../../http/index.js';
import { EventNotYetIncluded, NoCheckpointYet, SizesNotInLog } from '../../log/index.js';
import { CheckpointQuery, ConsistencyQuery, EventIdParam } from './dto/proofs.dto.js';
import { ProofsQueries } from './proofs.queries.js';
import { CheckpointView, ConsistencyView, EventProofView, toCheckpointView, toEventProofView } from './proofs.views.js';

@Controller('audit')
export class ProofsController {
  constructor(private readonly proofs: ProofsQueries) {}

  @Get('checkpoint')
  @Allow('audit:read')
  @Answers(CheckpointView, {
    summary: 'Where the signed audit log ends, now or at an instant',
    about: 'Keep it: the log can never again be shorter, or begin with something else, without contradicting it.',
    refusals: [new NoCheckpointYet()],
  })
  async checkpoint(@Query() { at }: CheckpointQuery, @CurrentActor() actor: Actor): Promise<CheckpointView> {
    return toCheckpointView(await this.proofs.checkpoint(actor, at === undefined ? null : new Date(at)));
  }

  @Get('events/:eventId/proof')
  @Allow('audit:read')
  @Answers(EventProofView, {
    summary: 'That an event is in the signed audit log',
    about: 'Auditors ask for any event, others for what they did themselves.',
    refusals: [new EventNotYetIncluded(), new NoCheckpointYet()],
  })
  async ofEvent(@Param() { eventId }: EventIdParam, @CurrentActor() actor: Actor): Promise<EventProofView> {
    return toEventProofView(eventId, await this.proofs.ofEvent(actor, eventId));
  }

  @Get('consistency')
  @Allow('audit:read')
  @Answers(ConsistencyView, {
    summary: 'That nothing before an earlier checkpoint has changed since',
    refusals: [new SizesNotInLog(1_250), new NoCheckpointYet()],
  })
  async consistency(@Query() { from, to }: ConsistencyQuery, @CurrentActor() actor: Actor): Promise<ConsistencyView> {
    const hashes = await this.proofs.consistency(actor, from, to);
    return { from, to, hashes: hashes.map((hash) => Buffer.from(hash).toString('base64')) };
  }
}
