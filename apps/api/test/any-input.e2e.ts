import fc from 'fast-check';
import { anyBody, anyQuery } from './support/arbitrary-bodies.js';
import { faultWithProblem } from './support/documented-problem.js';
import { schemasOf, type Answered, type Entrance } from './support/every-route.js';
import { rowCounts } from './support/row-counts.js';
import { startServer, type TestServer } from './support/server.js';
import { Walk } from './support/walk.js';

const SEED = 20_260_302;
const ROUNDS = 4;
/** Would end every sign-in of the round. */
const LEFT_OUT = ['POST /auth/logout'];

describe('whatever a well-formed request says', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  /** Once more on the version that is told to be the current one, where it must be named. */
  async function sent(walk: Walk, entrance: Entrance, body: unknown): Promise<Answered> {
    const headersFor = (version: number) => (isVersioned(entrance) ? { 'if-match': `"${version}"` } : {});
    const first = await walk.send(entrance, { body, headers: headersFor(1) });
    const { currentVersion } = first.body ?? {};
    return currentVersion === undefined
      ? first
      : walk.send(entrance, { body, headers: headersFor(currentVersion as number) });
  }

  /** What is wrong with the answer, if anything: done, or refused as documented and then nothing is left of it. */
  async function complaintsAfter(walk: Walk, entrance: Entrance, body: unknown): Promise<string[]> {
    const before = await rowCounts(server);
    const answered = await sent(walk, entrance, body);
    if (answered.status < 300) return [];

    const after = await rowCounts(server);
    const fault = faultWithProblem(walk.document, entrance, answered);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    const complaints = [
      ...(fault ? [fault] : []),
      ...changed.map((table) => `${answered.status}, and a row in ${table}`),
    ];
    return complaints.map((complaint) => `${entrance.name}: ${complaint} to ${JSON.stringify(body)}`);
  }

  it('is done, or refused with a documented problem and nothing left of it', async () => {
    const complaints: string[] = [];
    let walk = await Walk.begin(server);
    for (let round = 0; round < ROUNDS; round += 1) {
      const schemas = schemasOf(walk.document);
      for (const entrance of inAnyOrder(walk.entrances, round)) {
        const any = entrance.body ? anyBody(entrance.body.schema, schemas, walk.ours) : fc.constant(undefined);
        for (const body of fc.sample(any, { seed: SEED + round, numRuns: entrance.body ? 2 : 1 })) {
          complaints.push(...(await complaintsAfter(walk, entrance, body)));
        }
      }
      walk = await walk.anew();
    }

    expect(complaints).toEqual([]);
  }, 120_000);

  it('is shown, or refused with a documented problem, whatever is asked of a list', async () => {
    const walk = await Walk.begin(server);
    const complaints: string[] = [];
    for (const entrance of walk.entrances.filter(({ query }) => query.length > 0)) {
      for (const query of fc.sample(anyQuery(entrance.query, walk.ours), { seed: SEED, numRuns: 25 })) {
        for (const answered of await walk.sendAsEverybody(entrance, { query })) {
          const fault = answered.status === 200 ? undefined : faultWithProblem(walk.document, entrance, answered);
          if (fault) complaints.push(`${entrance.name}${query}: ${fault}`);
        }
      }
    }

    expect(complaints).toEqual([]);
  }, 120_000);
});

/** Each round meets the case at another point of its way. */
function inAnyOrder(entrances: readonly Entrance[], round: number): Entrance[] {
  const changing = entrances.filter(({ method, name }) => method !== 'GET' && !LEFT_OUT.includes(name));
  return fc.sample(fc.shuffledSubarray(changing, { minLength: changing.length }), {
    seed: SEED + round,
    numRuns: 1,
  })[0]!;
}

function isVersioned({ needsIfMatch, method }: Entrance): boolean {
  return needsIfMatch || method === 'PUT';
}
