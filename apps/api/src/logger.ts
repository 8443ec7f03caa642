import { ConsoleLogger } from '@nestjs/common';
import type { Environment } from './environment.js';

const CHATTER: readonly unknown[] = [
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
];

/** The log: a line of JSON each in production, readable lines otherwise, without the modules and routes found at start. */
export class Log extends ConsoleLogger {
  constructor({ mode }: Pick<Environment, 'mode'>) {
    super({ json: mode === 'production', compact: true, prefix: 'Consilium' });
  }

  override log(message: unknown, ...context: unknown[]): void {
    if (!CHATTER.includes(context.at(-1))) super.log(message, ...context);
  }
}
