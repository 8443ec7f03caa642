import { join } from 'node:path';
import { DIST } from './paths.mjs';

const mainOf = (app) => join(DIST, 'apps', app, 'src', 'main.js');

/**
 * What runs beside the database: the server, and the sequencer that moves its events into the signed log.
 * @param {string[]} flags of Node's
 * @returns {import('./serve.mjs').Program[]}
 */
export function programs(...flags) {
  return [
    { name: 'The server', args: ['--enable-source-maps', ...flags, mainOf('api')], as: 'server' },
    { name: 'The sequencer', args: ['--enable-source-maps', ...flags, mainOf('sequencer')], as: 'sequencer' },
  ];
}
