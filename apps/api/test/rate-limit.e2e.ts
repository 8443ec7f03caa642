import { startServer, type TestServer } from './support/server.js';

describe('somebody who has not signed in', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer();
  });

  afterAll(() => server.close());

  it('is asked to wait after 600 requests of one kind within a minute, and may still ask for another', async () => {
    for (let asked = 0; asked < 600; asked++) await server.nobody.get('/scores/systems/sins').expect(200);

    const { headers, body } = await server.nobody.get('/scores/systems/sins').expect(429, 'too-many-requests');
    expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(body.detail).toMatch(/^Too many requests from your address\. Wait \d+ seconds\.$/);
    await server.nobody.get('/scores/systems').expect(200);
  });
});
