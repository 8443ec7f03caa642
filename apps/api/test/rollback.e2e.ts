import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RolledBack } from '#witness';
import { LogPulse } from '../src/log/index.js';
import { startServer, type TestServer } from './support/server.js';

describe('a server whose database was set back', () => {
  let server: TestServer;
  let stateDir: string;

  beforeEach(async () => {
    stateDir = mkdtempSync(join(tmpdir(), 'consilium-state-'));
    server = await startServer({ stateDir, log: { pulseMilliseconds: 10 } });
  });
  afterEach(async () => {
    await server.close();
    rmSync(stateDir, { recursive: true });
  });

  const pulse = () => server.app.get(LogPulse, { strict: false });

  async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
    const deadline = performance.now() + 50_000;
    while (!(await isSo())) {
      if (performance.now() > deadline) throw new Error('It did not come to that.');
      await new Promise(setImmediate);
    }
  }

  /** Takes the log's last checkpoints away, as a restored backup would, behind everybody's back. */
  async function setBack(): Promise<void> {
    await server.sequencer.stop();
    await server.look('ALTER TABLE audit.checkpoint DISABLE TRIGGER deny');
    await server.look('DELETE FROM audit.checkpoint');
  }

  async function seen() {
    const hospital = await server.given.board();
    await until(async () => {
      const [log] = await server.look<{ count: number }>('SELECT count(*)::int FROM audit.pending');
      return log!.count === 0;
    });
    await until(() => readdirSync(join(stateDir, 'server')).length > 0);
    return hospital;
  }

  it('is not started, and says why', async () => {
    await seen();
    await setBack();

    const attempt = startServer({ other: server, stateDir });

    await expect(attempt).rejects.toThrow(RolledBack);
    await expect(attempt).rejects.toThrow(
      /^The database was set back: the log of organisation \S+ ends after 0 entries, /,
    );
  });

  it('becomes not ready while it runs, so that a load balancer sends nobody there, and serves nobody who comes all the same', async () => {
    const { board, coordinator } = await seen();
    await server.as(coordinator).get(`/boards/${board.id}`).expect(200);
    await setBack();

    await until(() => pulse().fault !== null);

    const answer = await server.app.inject({ url: '/health/ready' });
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code: 'not-ready', missing: ['audit-log'] });
    await server.as(coordinator).get(`/boards/${board.id}`).expect(503, 'log-set-back');
  });

  it('is found out also where the log has grown past what was seen since, into another one', async () => {
    await seen();
    await server.sequencer.stop();
    await server.look('ALTER TABLE audit.checkpoint DISABLE TRIGGER deny');
    await server.look(`UPDATE audit.checkpoint
      SET note = replace(note, encode(root, 'base64'), encode(sha256(root), 'base64'))`);
    await server.look(`INSERT INTO audit.checkpoint (organisation_id, size, root, note)
      SELECT organisation_id, size + 1, root, replace(note, E'\\n' || size || E'\\n', E'\\n' || (size + 1) || E'\\n') FROM audit.checkpoint ORDER BY size DESC LIMIT 1`);

    await until(() => pulse().fault !== null);

    expect(pulse().fault).toMatch(/is another one: its first \d+ entries are not those this machine has seen\./);
  });
});
