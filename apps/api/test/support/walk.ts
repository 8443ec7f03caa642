import type { OpenAPIObject } from '@nestjs/swagger';
import { CaseStory } from './case-story.js';
import { faultWithProblem, type Expected } from './documented-problem.js';
import { ask, entrancesOf, exampleWith, type Answered, type Ask, type Entrance, type Ids } from './every-route.js';
import type { Hospital } from './given.js';
import { oneInDiscussion, oneOfEverything } from './one-of-everything.js';
import type { Person } from './person.js';
import { rowCounts } from './row-counts.js';
import type { TestServer } from './server.js';

/** One bad request, and how it must be refused. */
export interface Trial extends Ask {
  readonly what: string;
  readonly expected?: Expected;
}

/** The people of a hospital that go round, one of each role. */
interface Walkers extends Hospital {
  readonly machine: Person;
}

const WALKERS = ['coordinator', 'spineSurgeon', 'chair', 'auditor', 'administrator', 'machine'] as const;
type Walker = (typeof WALKERS)[number];

const LAST = ['POST /auth/logout', 'POST /auth/password', 'POST /auth/step-up'];

/** A way round all routes, at each of which somebody who may enter sends something bad. */
export class Walk {
  private count = 0;

  private constructor(
    private readonly server: TestServer,
    readonly document: OpenAPIObject,
    readonly entrances: readonly Entrance[],
    readonly walkers: Walkers,
    /** What exists in the hospital of those who ask. */
    readonly ours: Ids,
    /** What exists in another hospital. */
    readonly theirs: Ids,
    private readonly welcome: ReadonlyMap<Entrance, readonly Walker[]>,
  ) {}

  /** Two hospitals with one of everything each; everybody of the first tries each door once. */
  static async begin(server: TestServer): Promise<Walk> {
    const document: OpenAPIObject = (await server.app.inject({ url: '/api/openapi.json' })).json();
    const entrances = entrancesOf(document);
    const [walkers, ours] = await settled(server);
    const [, theirs] = await settled(server);
    const welcome = new Map<Entrance, Walker[]>();
    for (const entrance of entrances) welcome.set(entrance, await whoMayEnter(server, entrance, ours, walkers));
    return new Walk(server, document, entrances, walkers, ours, theirs, welcome);
  }

  /** The same way in a hospital where nobody has been yet, and in whose midst a case is discussed. */
  async anew(): Promise<Walk> {
    const [walkers, signed, story] = await settled(this.server);
    const ours = { ...signed, ...(await oneInDiscussion(story)) };
    return new Walk(this.server, this.document, this.entrances, walkers, ours, this.theirs, this.welcome);
  }

  /** Whoever is let in; nobody where anybody is. */
  private everybodyFor(entrance: Entrance): readonly Person[] {
    return (this.welcome.get(entrance) ?? []).map((walker) => this.walkers[walker]);
  }

  /** One of them, each time another. */
  private somebodyFor(entrance: Entrance): Person | undefined {
    const people = this.everybodyFor(entrance);
    this.count += 1;
    return people[this.count % people.length];
  }

  /** The routes for whoever is signed in; last those that end what the person asks with, because nobody could go on behind them. */
  get guarded(): readonly Entrance[] {
    const guarded = this.entrances.filter(({ isPublic }) => !isPublic);
    const isLast = ({ name }: Entrance) => LAST.includes(name);
    return [...guarded.filter((entrance) => !isLast(entrance)), ...guarded.filter(isLast)];
  }

  /** How many roles are let in somewhere. */
  get welcomed(): number {
    return new Set([...this.welcome.values()].flat()).size;
  }

  /** A request that is right in everything but its If-Match, which no version has. */
  rightRequest(entrance: Entrance): Ask {
    const headers = entrance.needsIfMatch || entrance.method === 'PUT' ? { 'if-match': '"1"' } : undefined;
    const body = entrance.body && exampleWith(entrance.body.example, this.ours);
    const raw = entrance.raw && {
      bytes: entrance.raw.bytes,
      headers: { ...headers, 'content-type': entrance.raw.type },
    };
    return { ...(headers && { headers }), ...(body !== undefined && { body }), ...raw };
  }

  /** Sends every trial to every route, by one after the other; answers with what is wrong with the refusals and what they left. */
  complaints(trialsAt: (entrance: Entrance) => Iterable<Trial>): Promise<string[]> {
    return this.round(trialsAt, (entrance) => [this.somebodyFor(entrance)]);
  }

  /** The same, each trial by everybody who may enter. */
  complaintsOfEverybody(trialsAt: (entrance: Entrance) => Iterable<Trial>): Promise<string[]> {
    return this.round(trialsAt, (entrance) => (entrance.isPublic ? [undefined] : this.everybodyFor(entrance)));
  }

  /** Sends one request, by somebody who may enter. */
  send(entrance: Entrance, asked: Ask): Promise<Answered> {
    return ask(this.server, entrance, this.ours, { as: this.somebodyFor(entrance), ...asked });
  }

  /** The request that is right in everything, by one role after the other, whether it may enter or not. */
  async sendAsEveryRole(entrance: Entrance, asked: Ask = {}): Promise<(Answered & { readonly by: Person })[]> {
    const answers: (Answered & { readonly by: Person })[] = [];
    for (const walker of WALKERS) {
      const by = this.walkers[walker];
      answers.push({
        by,
        ...(await ask(this.server, entrance, this.ours, { ...this.rightRequest(entrance), ...asked, as: by })),
      });
    }
    return answers;
  }

  /** The same request by everybody who may enter, one after the other. */
  async sendAsEverybody(entrance: Entrance, asked: Ask): Promise<Answered[]> {
    const answers: Answered[] = [];
    for (const as of this.everybodyFor(entrance)) answers.push(await this.send(entrance, { ...asked, as }));
    return answers;
  }

  private async round(
    trialsAt: (entrance: Entrance) => Iterable<Trial>,
    askersAt: (entrance: Entrance) => readonly (Person | undefined)[],
  ): Promise<string[]> {
    const before = await rowCounts(this.server);
    const complaints: string[] = [];
    for (const entrance of this.entrances) {
      for (const trial of trialsAt(entrance)) {
        for (const as of askersAt(entrance)) complaints.push(...(await this.complaintAbout(entrance, as, trial)));
      }
    }
    const after = await rowCounts(this.server);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    return [...complaints, ...changed.map((table) => `${table}: ${before[table]} rows became ${after[table]}`)];
  }

  private async complaintAbout(entrance: Entrance, as: Person | undefined, trial: Trial): Promise<string[]> {
    const { what, expected, ...wrong } = trial;
    // What a route makes of a body that is no JSON is tried where that route is.
    const right = entrance.raw ? {} : this.rightRequest(entrance);
    const asked = { as, ...right, ...wrong, headers: { ...right.headers, ...wrong.headers } };
    const answered = await ask(this.server, entrance, this.ours, asked);
    const fault = faultWithProblem(this.document, entrance, answered, expected);
    return fault === undefined ? [] : [`${entrance.name}: ${what}, by ${as?.name ?? 'nobody'}: ${fault}`];
  }
}

async function settled(server: TestServer): Promise<readonly [Walkers, Ids, CaseStory]> {
  const hospital = await server.given.board();
  const machine = await server.given.person(hospital, { name: 'Scanner', roles: ['integration'], specialty: null });
  const story = new CaseStory(server, hospital);
  return [{ ...hospital, machine }, await oneOfEverything(server, story), story];
}

/** Whoever is not stopped at the door hears that the query is not known here. */
async function whoMayEnter(server: TestServer, entrance: Entrance, ids: Ids, walkers: Walkers): Promise<Walker[]> {
  if (entrance.isPublic) return [];
  const welcome: Walker[] = [];
  for (const walker of WALKERS) {
    const headers = { 'if-match': '"1"' };
    const { status } = await ask(server, entrance, ids, { as: walkers[walker], query: '?surprise=1', headers });
    if (status === 400) welcome.push(walker);
  }
  return welcome;
}
