import type { OpenAPIObject } from '@nestjs/swagger';
import { faultWithProblem, type Expected } from './documented-problem.js';
import { ask, entrancesOf, exampleWith, type Ask, type Entrance, type Ids } from './every-route.js';
import type { Hospital } from './given.js';
import { oneOfEverything } from './one-of-everything.js';
import type { Person } from './person.js';
import { rowCounts } from './row-counts.js';
import type { TestServer } from './server.js';

/** One bad request, and how it must be refused. */
export interface Trial extends Ask {
  readonly what: string;
  readonly expected?: Expected;
}

/** A way round all routes, at each of which somebody who may enter sends something bad. */
export class Walk {
  private count = 0;

  private constructor(
    private readonly server: TestServer,
    readonly document: OpenAPIObject,
    readonly entrances: readonly Entrance[],
    readonly hospital: Hospital,
    /** What exists in the hospital of those who ask. */
    readonly ours: Ids,
    /** What exists in another hospital. */
    readonly theirs: Ids,
    private readonly welcome: ReadonlyMap<Entrance, readonly Person[]>,
  ) {}

  /** Two hospitals with one of everything each; everybody of the first tries each door once. */
  static async begin(server: TestServer): Promise<Walk> {
    const document: OpenAPIObject = (await server.app.inject({ url: '/api/openapi.json' })).json();
    const entrances = entrancesOf(document);
    const hospital = await server.given.board();
    const ours = await oneOfEverything(server, hospital);
    const theirs = await oneOfEverything(server, await server.given.board());
    const machine = await server.given.person(hospital, { name: 'Scanner', roles: ['integration'], specialty: null });

    const { coordinator, spineSurgeon, chair, auditor, administrator } = hospital;
    const people = [coordinator, spineSurgeon, chair, auditor, administrator, machine];
    const welcome = new Map<Entrance, Person[]>();
    for (const entrance of entrances) welcome.set(entrance, await whoMayEnter(server, entrance, ours, people));
    return new Walk(server, document, entrances, hospital, ours, theirs, welcome);
  }

  /** Whoever is let in; nobody where anybody is. */
  private everybodyFor(entrance: Entrance): readonly Person[] {
    return this.welcome.get(entrance) ?? [];
  }

  /** One of them, each time another. */
  private somebodyFor(entrance: Entrance): Person | undefined {
    const people = this.everybodyFor(entrance);
    this.count += 1;
    return people[this.count % people.length];
  }

  /** How many roles are let in somewhere. */
  get welcomed(): number {
    return new Set([...this.welcome.values()].flat()).size;
  }

  /** A request that is right in everything but its If-Match, which no version has. */
  private rightRequest(entrance: Entrance): Ask {
    const headers = entrance.needsIfMatch || entrance.method === 'PUT' ? { 'if-match': '"1"' } : undefined;
    const body = entrance.body && exampleWith(entrance.body.example, this.ours);
    return { ...(headers && { headers }), ...(body !== undefined && { body }) };
  }

  /** Sends every trial to every route, by one after the other; answers with what is wrong with the refusals and what they left. */
  complaints(trialsAt: (entrance: Entrance) => Iterable<Trial>): Promise<string[]> {
    return this.send(trialsAt, (entrance) => [this.somebodyFor(entrance)]);
  }

  /** The same, each trial by everybody who may enter. */
  complaintsOfEverybody(trialsAt: (entrance: Entrance) => Iterable<Trial>): Promise<string[]> {
    return this.send(trialsAt, (entrance) => (entrance.isPublic ? [undefined] : this.everybodyFor(entrance)));
  }

  private async send(
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
    const right = this.rightRequest(entrance);
    const asked = { as, ...right, ...wrong, headers: { ...right.headers, ...wrong.headers } };
    const answered = await ask(this.server, entrance, this.ours, asked);
    const fault = faultWithProblem(this.document, entrance, answered, expected);
    return fault === undefined ? [] : [`${entrance.name}: ${what}, by ${as?.name ?? 'nobody'}: ${fault}`];
  }
}

/** Whoever is not stopped at the door hears that the query is not known here. */
async function whoMayEnter(server: TestServer, entrance: Entrance, ids: Ids, people: readonly Person[]) {
  if (entrance.isPublic) return [];
  const welcome: Person[] = [];
  for (const as of people) {
    const headers = { 'if-match': '"1"' };
    const { status } = await ask(server, entrance, ids, { as, query: '?surprise=1', headers });
    if (status === 400) welcome.push(as);
  }
  return welcome;
}
