import { join } from 'node:path';
import { DIST } from './paths.mjs';

const mainOf = (app) => join(DIST, 'apps', app, 'src', 'main.js');

/**
 * For Node. Left to itself it keeps room for young objects by the size of the machine, 128 MB of it from the start on, of which a server
 * that waits uses a twentieth: 16 MB a half is what Node took before version 24. The image's Dockerfile says the same.
 */
export const NODE_FLAGS = ['--enable-source-maps', '--max-semi-space-size=16'];

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
