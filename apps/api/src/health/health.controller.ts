import { Controller, Get, Optional } from '@nestjs/common';
import { Public } from '../auth/index.js';
import { Answers } from '../http/index.js';
import { LogPulse } from '../log/index.js';
import { HealthView, ReadyView } from './health.view.js';
import { NotReady } from './not-ready.js';
import { ReadinessProbe } from './readiness-probe.js';

const PATIENCE_MILLISECONDS = 2_000;

@Controller('health')
export class HealthController {
  constructor(
    @Optional() private readonly probe?: ReadinessProbe,
    @Optional() private readonly log?: LogPulse,
  ) {}

  @Get('live')
  @Public()
  @Answers(HealthView, { summary: 'Whether the process runs' })
  live(): HealthView {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @Answers(ReadyView, {
    summary: 'Whether requests can be served, and what is to be looked at',
    refusals: [new NotReady(['database'])],
  })
  async ready(): Promise<ReadyView> {
    const missing = this.probe ? await withinPatience(this.probe.findMissing()) : [];
    // A log that was set back is no log: nothing may be served from such a database.
    if (this.log?.fault) missing.push('audit-log');
    if (missing.length > 0) throw new NotReady(missing);
    return { status: 'ok', alarms: this.alarms() };
  }

  private alarms(): ReadyView['alarms'] {
    const state = this.log?.state ?? 'current';
    return state === 'current' ? [] : [`log-${state}`];
  }
}

/** A probe that hangs is an answer too. */
async function withinPatience(probe: Promise<string[]>): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<string[]>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MILLISECONDS, ['the readiness probe']);
  });
  return Promise.race([probe, patience]).finally(() => clearTimeout(timer));
}
