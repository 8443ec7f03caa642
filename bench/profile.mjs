/** Where our server's processor time goes under each load: a sampling profile of the warm server, summed by what the code belongs to. */
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load, warmUp } from './load.mjs';
import { startOurs } from './servers.mjs';

const PROFILER = new URL('./profiler.mjs', import.meta.url).href;
/**
 * @param {import('./compare.mjs').Filled} filled
 * @returns {Promise<Map<string, number>>} each part's share of the time in which the server worked, 0 to 1
 */
export async function profile({ environment, session, caseIds }, scenario, seconds) {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-bench-'));
  const file = join(folder, 'profile.json');
  try {
    const server = await startOurs({ ...environment, PROFILE_TO: file }, ['--import', PROFILER]);
    const requests = scenario.requests(caseIds, session.accessToken);
    await warmUp(server, requests);
    server.process.kill('SIGUSR2');
    await load(server, requests, seconds);
    server.process.kill('SIGUSR2');
    await once(server.process, 'exit');
    return sharesOf(JSON.parse(readFileSync(file, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sharesOf({ nodes, samples, timeDeltas }) {
  const time = new Map();
  samples.forEach((id, index) => time.set(id, (time.get(id) ?? 0) + timeDeltas[index]));

  const parts = new Map();
  let whole = 0;
  for (const { id, callFrame, positionTicks = [] } of nodes) {
    const spent = time.get(id) ?? 0;
    if (spent === 0 || isNoWork(callFrame)) continue;
    const inJson = spent * shareOfJson(callFrame, positionTicks);
    add(parts, 'JSON', inJson);
    add(parts, partOf(callFrame), spent - inJson);
    whole += spent;
  }
  return new Map([...parts].map(([part, spent]) => [part, spent / whole]));
}

function add(parts, part, spent) {
  if (spent > 0) parts.set(part, (parts.get(part) ?? 0) + spent);
}

const isNoWork = ({ functionName, url }) => /^\((idle|root)\)$/.test(functionName) || url === 'node:inspector';

/** JSON's parser and writer count as the line that calls them, so the lines tell. */
function shareOfJson({ functionName, url }, ticks) {
  // pg hands each column to its type's parser, which for json is JSON.parse; the wide columns of these requests are json.
  if (functionName === 'parseRow') return 1;
  const all = ticks.reduce((sum, tick) => sum + tick.ticks, 0);
  const json = ticks.filter(({ line }) => linesOf(url)[line - 1]?.includes('JSON.'));
  return all === 0 ? 0 : json.reduce((sum, tick) => sum + tick.ticks, 0) / all;
}

const sources = new Map();

function linesOf(url) {
  if (!sources.has(url)) {
    const path = url.startsWith('file:') ? fileURLToPath(url) : url;
    sources.set(url, path.startsWith('/') && existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []);
  }
  return sources.get(url);
}

/** What a function without a source is for: Node's own, written in C++. */
const NATIVE = [
  [/garbage collector/, 'garbage collection'],
  [/^(init|digest|update|oneShotDigest|run|RandomBytesJob|SecretKeyGenerateJob|timingSafeEqual)$/, 'crypto'],
  [/^(write|read|shutdown|accept)/, 'Node: sockets, HTTP, timers'],
];

const PACKAGES = [
  [/^(class-validator|class-transformer|validator)$/, 'class-validator'],
  [/^(@nestjs\/|rxjs$|reflect-metadata$)/, 'Nest'],
  [/^(fastify|@fastify\/|find-my-way|avvio|fast|light-my-request|helmet|content-security)/, 'Fastify'],
  [/^(passport|jsonwebtoken|jws|jwa|jose|buffer-equal|ecdsa)/, 'passport and tokens'],
  [/^(pg|postgres)/, 'pg'],
  [/^@prisma\//, 'Prisma'],
];

function partOf({ functionName, url }) {
  const own = /\/dist\/(?:libs|apps\/api\/src)\/([^/.]+)/.exec(url)?.[1];
  if (own) return `ours: ${own}`;

  const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (name) return PACKAGES.find(([pattern]) => pattern.test(name))?.[1] ?? `other packages (${name})`;
  if (url.startsWith('node:internal/crypto')) return 'crypto';
  if (url.startsWith('node:')) return 'Node: sockets, HTTP, timers';
  return NATIVE.find(([pattern]) => pattern.test(functionName))?.[1] ?? 'engine and system, unnamed';
}
