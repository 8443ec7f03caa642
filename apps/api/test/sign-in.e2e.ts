import { startServer, type TestServer } from './support/server.js';
import type { Hospital } from './support/given.js';

describe('signing in', () => {
  let server: TestServer;
  let hospital: Hospital;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
  });

  afterAll(() => server.close());

  it('shows a chair who they are and where they sit', async () => {
    const { chair, board } = hospital;

    const { body } = await server.as(chair).get('/auth/me').expect(200);

    expect(body).toMatchObject({
      id: chair.id,
      name: 'Dr. Carl Chair',
      memberships: [{ boardId: board.id, role: 'chair', specialty: 'spine-surgery' }],
    });
  });
});
