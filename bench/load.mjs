/** Requests from 32 connections at once, each with cases of its own, and what they cost. */
import autocannon from 'autocannon';
import { Failure } from '../tools/failure.mjs';
import { secondsOfOtherCore, secondsUsed } from './processor.mjs';

const CONNECTIONS = 32;

/**
 * @typedef {object} Measure
 * @property {number} rate requests per second
 * @property {number | undefined} cost microseconds of the server's processor for one request
 * @property {number | undefined} serverShare of its core that the server used, 0 to 1
 * @property {number | undefined} otherShare of the other core that load and database used, 0 to 1
 * @property {number} latency the median, in milliseconds
 */

/** A server is warm after so many requests, whatever time they take: only then has the engine compiled what runs often. */
const WARM_AFTER = 4_000;

/** Sends the requests over and over until the server is warm. */
export function warmUp(server, requests) {
  return send(server, requests, { amount: WARM_AFTER });
}

/** Sends the requests over and over for some seconds. */
export function load(server, requests, seconds) {
  return send(server, requests, { duration: seconds });
}

/**
 * Any answer but 2xx is a Failure: it would be a figure of something else.
 * @param {{ url: string, pid: number }} server
 * @param {import('./scenarios.mjs').Request[]} requests
 * @returns {Promise<Measure>}
 */
async function send(server, requests, extent) {
  const began = { server: secondsUsed(server.pid), other: secondsOfOtherCore(), at: performance.now() };
  let nextConnection = 0;
  const result = await autocannon({
    url: server.url,
    connections: CONNECTIONS,
    ...extent,
    setupClient(client) {
      const own = nextConnection++;
      client.setRequests(requests.filter((_, index) => index % CONNECTIONS === own));
    },
  });
  const elapsed = (performance.now() - began.at) / 1000;
  requireAnswered(result);

  const count = result.requests.total;
  const used = began.server === undefined ? undefined : secondsUsed(server.pid) - began.server;
  const usedByOthers = began.other === undefined ? undefined : secondsOfOtherCore() - began.other;
  return {
    rate: count / elapsed,
    cost: used && (used / count) * 1e6,
    serverShare: used && used / elapsed,
    otherShare: usedByOthers && usedByOthers / elapsed,
    latency: result.latency.p50,
  };
}

function requireAnswered({ errors, timeouts, non2xx, statusCodeStats }) {
  if (errors + timeouts + non2xx === 0) return;
  const statuses = Object.entries(statusCodeStats).map(([status, { count }]) => `${count} × ${status}`);
  throw new Failure(
    `The server did not answer as asked: ${errors} errors, ${timeouts} timeouts, ${statuses.join(', ')}.`,
  );
}
