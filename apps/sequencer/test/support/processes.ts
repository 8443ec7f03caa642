import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Orders } from './child.js';

const checkout = resolve(import.meta.dirname, '../../../..');

/** Sequencers in processes of their own, which can really be killed. */
export class Processes {
  private readonly folder = join(checkout, 'node_modules', '.cache', `consilium-sequencer-${process.pid}`);
  private readonly program = join(this.folder, 'child.mjs');
  private readonly children = new Set<ChildProcess>();

  /** Bundles the program once. */
  constructor() {
    mkdirSync(this.folder, { recursive: true });
    const esbuild = join(checkout, 'node_modules', 'esbuild', 'bin', 'esbuild');
    const source = join(import.meta.dirname, 'child.ts');
    const flags = [
      '--bundle',
      '--platform=node',
      '--format=esm',
      '--conditions=source',
      '--external:pg',
      '--log-level=error',
    ];
    const { status, stderr } = spawnSync(process.execPath, [esbuild, source, ...flags, `--outfile=${this.program}`], {
      cwd: checkout,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
  }

  start(orders: Orders): ChildProcess {
    const child = spawn(process.execPath, [this.program, JSON.stringify(orders)], {
      env: {},
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.children.add(child);
    return child;
  }

  /** Until the process says this word. */
  async says(child: ChildProcess, word: string): Promise<void> {
    let said = '';
    for await (const chunk of child.stdout!.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
      said += chunk;
      if (said.split('\n').includes(word)) return;
    }
    throw new Error(`The process ended without saying ${word}: ${said}`);
  }

  /** How the process ended: its signal. */
  async ended(child: ChildProcess): Promise<NodeJS.Signals | null> {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.signalCode;
  }

  /** Whatever is left of them. */
  async end(): Promise<void> {
    for (const child of this.children) {
      child.kill('SIGKILL');
      await this.ended(child);
    }
    rmSync(this.folder, { recursive: true });
  }
}
