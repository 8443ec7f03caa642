import { Client } from 'pg';
import { Ledger, newId, type Actor } from '#database';
import type { Hospital } from './support/given.js';
import type { Person } from './support/person.js';
import { startServer, type TestServer } from './support/server.js';

let server: TestServer;
let hospital: Hospital;

beforeAll(async () => {
  server = await startServer();
  hospital = await server.given.board();
});

afterAll(() => server.close());

const login = (person: Person) => {
  const { email, password } = person;
  return server.nobody.post('/auth/login', { email, password, totp: person.nextCode(server.clock) });
};
const count = async (table: string) => {
  const [row] = await server.look<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
  return row!.count;
};

/** Makes every further insert into a table fail, as a full disk or a crash would, while the work runs. */
async function withoutInserts(table: string, work: () => Promise<unknown>) {
  await server.look(`ALTER TABLE ${table} ADD CONSTRAINT out_of_order CHECK (false) NOT VALID`);
  try {
    await work();
  } finally {
    await server.look(`ALTER TABLE ${table} DROP CONSTRAINT out_of_order`);
  }
}

describe('what proves a person’s identity', () => {
  it('is out of reach of everybody else, an administrator too', async () => {
    const { chair, administrator, organisationId } = hospital;
    await login(chair).expect(200);
    const request = { id: 'a-test-request', client: null, ipHash: null };
    const actor: Actor = { organisationId, userId: administrator.id, sessionId: null, roles: [], auth: null, request };

    const seen = await server.app
      .get(Ledger, { strict: false })
      .transaction({ type: 'me.opened', actor }, async ({ sql }) => ({
        credentials: await sql<{ user_id: string }>('SELECT user_id FROM people.credential'),
        sessions: await sql('SELECT id FROM people.session WHERE user_id <> $1::uuid', [administrator.id]),
        tokens: await sql('SELECT session_id FROM people.refresh_token'),
        changed: await sql('UPDATE people.credential SET failed_attempts = 0 WHERE user_id <> $1::uuid RETURNING 1', [
          administrator.id,
        ]),
      }));

    expect(seen).toEqual({ credentials: [{ user_id: administrator.id }], sessions: [], tokens: [], changed: [] });
  });

  it('cannot be moved to another account, nor set up by somebody who is no administrator', async () => {
    const { chair, pathologist, organisationId } = hospital;
    const request = { id: 'a-test-request', client: null, ipHash: null };
    const actor: Actor = { organisationId, userId: chair.id, sessionId: null, roles: [], auth: null, request };
    const asChair = (statement: string) =>
      server.app
        .get(Ledger, { strict: false })
        .swiftTransaction({ type: 'me.opened', actor }, ({ sql }) => sql(statement, [organisationId, pathologist.id]));
    const policy = /row-level security policy for table "credential"/;

    await expect(
      asChair('UPDATE people.credential SET user_id = $2::uuid WHERE organisation_id = $1::uuid'),
    ).rejects.toThrow(policy);
    await expect(
      asChair(
        `INSERT INTO people.credential (organisation_id, user_id, password_hash) VALUES ($1::uuid, $2::uuid, 'x')`,
      ),
    ).rejects.toThrow(policy);
    await expect(
      asChair(`SELECT people.reset_credential($2::uuid, NULL, 'x') FROM (SELECT $1::uuid) AS organisation`),
    ).rejects.toThrow('is reset by an administrator');
  });

  it('is shown to nobody outside an opened transaction', async () => {
    const application = new Client({ connectionString: server.database.appUrl });
    await application.connect();

    const { rows } = await application.query('SELECT user_id FROM people.credential');

    expect(rows).toEqual([]);
    await application.end();
  });
});

describe('the event of a refusal', () => {
  it('can say nothing but that something was refused or failed', async () => {
    const application = new Client({ connectionString: server.database.appUrl });
    await application.connect();
    const eventId = newId();
    const head = `{"actor":null,"id":"${eventId}","organisation":"${hospital.organisationId}","outcome":"done","patients":[],"recordedAt":`;
    const tail = ',"type":"decision.signed"}';

    const forged = application.query('SELECT audit.record_refusal($1, $2, $3, $4)', [
      hospital.organisationId,
      eventId,
      head,
      tail,
    ]);

    await expect(forged).rejects.toMatchObject({ code: '42501' });
    await application.end();
  });
});

describe('when the last step fails', () => {
  it('signing in leaves no session and uses no code up', async () => {
    const sessions = await count('people.session');
    const { email, password } = hospital.radiologist;
    const totp = hospital.radiologist.nextCode(server.clock);

    await withoutInserts('people.refresh_token', () =>
      server.nobody.post('/auth/login', { email, password, totp }).expect(500, 'defect'),
    );

    expect(await count('people.session')).toBe(sessions);
    expect(await server.auditOf({ actorId: hospital.radiologist.id })).toEqual(['request.failed']);
    await server.nobody.post('/auth/login', { email, password, totp }).expect(200);
  });

  it('registering a person leaves no account, and no answer to the key it came with', async () => {
    const accounts = await count('people.account');
    const administrator = server.as(hospital.administrator);
    await administrator.get('/auth/me').expect(200);
    const dto = {
      email: 'nora@example.org',
      name: 'Nora',
      roles: ['coordinator'],
      password: 'paper boat on a slow river',
    };
    const key = { 'idempotency-key': 'register-nora' };

    await withoutInserts('people.credential', () => administrator.post('/users', dto, key).expect(500, 'defect'));

    expect(await count('people.account')).toBe(accounts);
    const { body } = await administrator.post('/users', dto, key).expect(201);
    expect(body.totp).not.toBeNull();
  });
});
