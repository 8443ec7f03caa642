import { Connections, Ledger, newId, recordChange, SystemClock, type Actor } from '#database';
import { createTestDatabase, type TestDatabase } from './support/database.js';

describe('the ledger', () => {
  let database: TestDatabase;
  let connections: Connections;
  let ledger: Ledger;
  const organisationId = newId();
  const system: Actor = {
    organisationId,
    userId: null,
    sessionId: null,
    roles: [],
    auth: null,
    request: { id: newId(), client: null, ipHash: null },
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    connections = new Connections({ url: database.appUrl });
    ledger = new Ledger(connections, new SystemClock());
  });

  afterAll(async () => {
    await connections.close();
    await database.drop();
  });

  it('seeds an organisation and a user, with a version and its event', async () => {
    await ledger.transaction({ type: 'system.seeded', actor: system }, async (tx) => {
      await tx.prisma.organisation.create({ data: { id: organisationId, name: 'St Example' } });
      const user = await tx.prisma.user.create({
        data: { organisationId, id: newId(), email: 'a@example.org', name: 'A', roles: ['coordinator'], scopes: [] },
      });
      await recordChange(tx, { type: 'user.registered', id: user.id, version: 1, document: { name: 'A' } });
    });
  });
});
