import type { Hospital } from './support/given.js';
import { CaseStory } from './support/case-story.js';
import { Passkeys } from './support/passkeys.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';

/** What is counted: rows that proved something once. */
const TABLES = {
  proofs: 'people.step_up_proof',
  challenges: 'people.passkey_challenge',
  tokens: 'people.refresh_token',
  statements: 'clinical.signing_statement',
  signatures: 'clinical.signature',
};

describe('what proved identity once', () => {
  let server: TestServer;
  let hospital: Hospital;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    const passkeys = new Passkeys(server);
    const { decisionId } = await new CaseStory(server, hospital).decided();
    const key = await passkeys.enrolled(hospital.spineSurgeon);
    const prepared = await passkeys.prepared(hospital.spineSurgeon, key, decisionId);
    await new Signing(server).send(hospital.spineSurgeon, decisionId, prepared).expect(201);
  });
  afterAll(() => server.close());

  async function left(): Promise<Record<string, number>> {
    const entries = Object.entries(TABLES).map(async ([name, table]) => {
      const [row] = await server.look<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
      return [name, row!.count] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  const forget = (days: number) => {
    const at = new Date(server.clock.now().getTime() + days * 86_400_000);
    return server.look('SELECT people.forget_proofs($1::timestamptz)', [at.toISOString()]);
  };

  it('is forgotten when it is long over: proofs after a day, tokens and statements after thirty; signatures stay', async () => {
    const before = await left();
    expect(before).toMatchObject({ proofs: 2, challenges: 2, statements: 1, signatures: 1 });

    await forget(0.9);
    expect(await left()).toEqual(before);
    await forget(1.1);
    expect(await left()).toEqual({ ...before, proofs: 0, challenges: 0 });
    await forget(30);
    expect(await left()).toMatchObject({ tokens: before['tokens'], statements: 1 });
    await forget(31);
    expect(await left()).toEqual({ proofs: 0, challenges: 0, tokens: 0, statements: 0, signatures: 1 });
  });

  it('is never forgotten before it is over by the database’s own clock, whatever the caller says the time is', async () => {
    server.clock.moveTo(new Date(Date.now() + 60_000).toISOString());
    await server.as(hospital.chair).prove('break-glass');

    await forget(365);

    expect(await left()).toMatchObject({ proofs: 1, tokens: 1 });
  });
});
