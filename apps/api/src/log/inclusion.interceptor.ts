import { Injectable, Logger, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Ledger, type Actor } from '#database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { traceOf } from '../http/index.js';
import { ANSWERED_AFTER_INCLUSION, type WhenStalled } from './answered-after-inclusion.js';
import { Inclusion } from './inclusion.js';
import { LogPulse } from './log-pulse.js';
import { InclusionPending, LogSetBack, LogStalled } from './log.errors.js';
import { LogOptions } from './log.options.js';
import { Receipts } from './receipts.js';
import { TierTwo } from './tier-two.js';

const RECEIPT_HEADER = 'consilium-receipt';

/**
 * Holds answers back that `@AnsweredAfterInclusion` names, until their events are in a signed checkpoint; refuses everything once the log
 * was set back. @throws LogSetBack
 */
@Injectable()
export class InclusionInterceptor implements NestInterceptor {
  private readonly logger = new Logger(InclusionInterceptor.name);

  constructor(
    private readonly reflector: Reflector,
    private readonly ledger: Ledger,
    private readonly tierTwo: TierTwo,
    private readonly inclusion: Inclusion,
    private readonly receipts: Receipts,
    private readonly options: LogOptions,
    private readonly pulse: LogPulse,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const whenStalled = this.reflector.get<WhenStalled | undefined>(ANSWERED_AFTER_INCLUSION, context.getHandler());
    const http = context.switchToHttp();
    const { actor } = http.getRequest<FastifyRequest>();
    if (actor && this.pulse.fault) throw new LogSetBack();
    if (!whenStalled || !actor || !this.options.isAwaited) return next.handle();

    await this.enter(actor, whenStalled);
    return next.handle().pipe(
      mergeMap(async (view) => {
        // Committed: a crash from here on loses the answer, which the same Idempotency-Key brings again.
        const receipt = await this.receiptFor(actor);
        if (receipt) http.getResponse<FastifyReply>().header(RECEIPT_HEADER, Buffer.from(receipt).toString('base64'));
        return view;
      }),
    );
  }

  private async enter(actor: Actor, whenStalled: WhenStalled): Promise<void> {
    this.tierTwo.enter(actor.request);
    if (whenStalled === 'go-on') this.tierTwo.letGoOn(actor.request);
    if (whenStalled !== 'refuse') return;
    try {
      this.tierTwo.requireTimely(actor.request);
    } catch (error) {
      const { permissions = [] } = actor.request;
      if (error instanceof LogStalled) {
        await this.ledger.recordRefusal(actor, { purpose: permissions[0] ?? null, reasonCode: error.code });
      }
      throw error;
    }
  }

  private async receiptFor(actor: Actor): Promise<string | undefined> {
    const { events, receiptEvent } = this.ledger.recordedFor(actor.request);
    const about = receiptEvent ?? events[0];
    if (about === undefined) return undefined;

    const isEmergency = this.tierTwo.isEmergency(actor.request);
    const patience = isEmergency ? this.options.alarmMilliseconds : this.options.stalledMilliseconds;
    const isIncluded = await this.inclusion.of(actor.organisationId, [...new Set([...events, about])], patience);
    if (isIncluded) return this.receiptOrNone(actor.organisationId, about);
    if (!isEmergency) throw new InclusionPending();

    this.logger.error('An emergency was answered before its events were in the log.');
    return undefined;
  }

  /** What was done is done: a receipt that cannot be made is not worth a failure, and an auditor gets it any time. */
  private async receiptOrNone(organisationId: string, eventId: string): Promise<string | undefined> {
    try {
      return await this.receipts.of(organisationId, eventId);
    } catch (error) {
      this.logger.error('A receipt could not be made.', traceOf(error));
      return undefined;
    }
  }
}
