import { join } from 'node:path';
import { DIST } from './paths.mjs';

const mainOf = (app) => join(DIST, 'apps', app, 'src', 'main.js');

const SOURCE_MAPS = new URL('./source-maps.mjs', import.meta.url).href;

/**
 * For Node, so that a server stays within 300 MB while it hands out a log of a million events. Left to itself Node keeps room for young
 * objects by the size of the machine, and lets a heap of 100 MB grow by as much again before it looks for what is no longer used; here
 * it has 4 MB a half, and looks after a fifth more (a tenth costs every request half as much again). The image's Dockerfile says the same.
 */
export const NODE_FLAGS = ['--import', SOURCE_MAPS, '--max-semi-space-size=4', '--heap-growing-percent=20'];

/** For glibc: one heap, not one for each of Node's threads, and what is free at its end goes back to the machine. */
export const MEMORY = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' };

/**
 * What runs beside the database: the server, and the sequencer that moves its events into the signed log.
 * @param {string[]} flags of Node's
 * @returns {import('./serve.mjs').Program[]}
 */
export function programs(...flags) {
  return [
    { name: 'The server', args: [...NODE_FLAGS, ...flags, mainOf('api')], as: 'server' },
    { name: 'The sequencer', args: [...NODE_FLAGS, ...flags, mainOf('sequencer')], as: 'sequencer' },
  ];
}
