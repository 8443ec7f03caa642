import { Injectable } from '@nestjs/common';
import type { RequestContext } from '#database';
import { LogPulse } from './log-pulse.js';
import { LogStalled } from './log.errors.js';

/**
 * The requests whose answer waits for the log. Where it is stalled they are refused before anything is done; what an emergency needs
 * goes on without its receipt, because its events are safely queued in the same database.
 */
@Injectable()
export class TierTwo {
  private readonly waiting = new WeakSet<RequestContext>();
  private readonly emergencies = new WeakSet<RequestContext>();

  constructor(private readonly pulse: LogPulse) {}

  /** Notes that this request's answer waits for the log. */
  enter(request: RequestContext): void {
    this.waiting.add(request);
  }

  /** Notes that this request does not wait longer than an emergency may. */
  letGoOn(request: RequestContext): void {
    this.emergencies.add(request);
  }

  isEmergency(request: RequestContext): boolean {
    return this.emergencies.has(request);
  }

  /** Nothing for a request whose answer does not wait. @throws LogStalled where no receipt could be given in time */
  requireTimely(request: RequestContext, { isEmergency = false } = {}): void {
    if (isEmergency) this.letGoOn(request);
    if (this.waiting.has(request) && !this.isEmergency(request) && this.pulse.state === 'stalled')
      throw new LogStalled();
  }
}
