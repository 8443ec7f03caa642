import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { MailOrders } from './mail-child.js';

const checkout = resolve(import.meta.dirname, '../../../..');

/** Mail rooms in processes of their own, which can really be killed. */
export class MailProcesses {
  private readonly folder = join(checkout, 'node_modules', '.cache', `consilium-mail-${process.pid}`);
  private readonly program = join(this.folder, 'child.mjs');
  private readonly children = new Set<ChildProcess>();

  /** Bundles the program once; packages stay what they are. */
  constructor() {
    mkdirSync(this.folder, { recursive: true });
    const esbuild = join(checkout, 'node_modules', 'esbuild', 'bin', 'esbuild');
    const source = join(import.meta.dirname, 'mail-child.ts');
    const flags = [
      '--bundle',
      '--platform=node',
      '--format=esm',
      '--conditions=source',
      '--packages=external',
      '--log-level=error',
    ];
    const { status, stderr } = spawnSync(process.execPath, [esbuild, source, ...flags, `--outfile=${this.program}`], {
      cwd: checkout,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
  }

  start(orders: MailOrders): ChildProcess {
    const child = spawn(process.execPath, [this.program, JSON.stringify(orders)], {
      env: {},
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.children.add(child);
    return child;
  }

  /** How the process ended: its signal. */
  async ended(child: ChildProcess): Promise<NodeJS.Signals | null> {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.signalCode;
  }

  async kill(child: ChildProcess): Promise<void> {
    child.kill('SIGKILL');
    await this.ended(child);
  }

  /** Whatever is left of them. */
  async end(): Promise<void> {
    for (const child of this.children) await this.kill(child);
    rmSync(this.folder, { recursive: true });
  }
}
