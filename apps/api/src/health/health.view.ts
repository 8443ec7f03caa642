import { code, IsCode, IsListOf } from '../http/index.js';

/** The audit log is 5 seconds late, or 60, from which on nothing that needs a receipt is answered. */
export const ALARMS = ['log-late', 'log-stalled'] as const;

export class HealthView {
  @IsCode(['ok'], { about: 'It is well; anything else is a problem with another status.' })
  status: 'ok';
}

export class ReadyView extends HealthView {
  @IsListOf(code(ALARMS), { max: 2, about: 'What an operator must look at, while requests are still served.' })
  alarms: (typeof ALARMS)[number][];
}
