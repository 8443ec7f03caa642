import { Controller, Get, Optional } from '@nestjs/common';
import { Public } from '../auth/index.js';
import { Answers } from '../http/index.js';
import { HealthView } from './health.view.js';
import { NotReady } from './not-ready.js';
import { ReadinessProbe } from './readiness-probe.js';

const PATIENCE_MILLISECONDS = 2_000;

@Controller('health')
export class HealthController {
  constructor(@Optional() private readonly probe?: ReadinessProbe) {}

  @Get('live')
  @Public()
  @Answers(HealthView, { summary: 'Whether the process runs' })
  live(): HealthView {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @Answers(HealthView, { summary: 'Whether requests can be served', refusals: [new NotReady(['database'])] })
  async ready(): Promise<HealthView> {
    const missing = this.probe ? await withinPatience(this.probe.findMissing()) : [];
    if (missing.length > 0) throw new NotReady(missing);
    return { status: 'ok' };
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
