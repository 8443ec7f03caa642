import { newId } from '#database';
import { CheckpointMemory, RolledBack } from '#witness';
import { LogFault } from '../src/log-fault.js';
import { Rehearsal } from './support/rehearsal.js';
import { WitnessServer } from './support/witness-server.js';

describe('a log that was set back', () => {
  const organisationId = newId();
  let rehearsal: Rehearsal;
  let memory: CheckpointMemory;

  beforeEach(async () => {
    rehearsal = await Rehearsal.begin();
    memory = new CheckpointMemory(rehearsal.folderFor('state'));
  });
  afterEach(() => rehearsal.end());

  const remembered = () => new CheckpointMemory(rehearsal.folderFor('state'));

  /** Ten entries are backed up, five more are published, and the backup is restored. */
  async function restoredFromBackup(wish: Parameters<Rehearsal['drain']>[0]): Promise<void> {
    await rehearsal.append(organisationId, 10);
    await rehearsal.drain(wish);
    const backup = await rehearsal.backUp();
    await rehearsal.append(organisationId, 5);
    await rehearsal.drain(wish);
    await rehearsal.restore(backup);
  }

  it('is refused by a machine that has seen more of it', async () => {
    await restoredFromBackup({ memory });

    const attempt = rehearsal.sequencer({ memory: remembered() }).start();

    await expect(attempt).rejects.toThrow(RolledBack);
    await expect(attempt).rejects.toThrow(
      `The database was set back: the log of organisation ${organisationId} ends after 10 entries, and this machine has seen 15.`,
    );
  });

  it('is refused also when it has grown again since, into another one', async () => {
    await restoredFromBackup({ memory });
    await rehearsal.append(organisationId, 8);
    await rehearsal.drain();

    await expect(rehearsal.sequencer({ memory: remembered() }).start()).rejects.toThrow(
      `the log of organisation ${organisationId} is another one: its first 15 entries are not those this machine has seen.`,
    );
  });

  it('is refused by the witness where the machine remembers nothing', async () => {
    const server = await WitnessServer.start(rehearsal.privateKey);
    const witnesses = [server.witness];
    const isCosigned = (size: number) => async () =>
      (await Promise.resolve(server.cosigned.get(`log.test/${organisationId}`)?.size)) === size;
    const runUntilCosigned = async (size: number) => {
      const sequencer = rehearsal.sequencer({ witnesses });
      await sequencer.start();
      await rehearsal.until(isCosigned(size), 50_000);
      await sequencer.stop();
    };
    await rehearsal.append(organisationId, 10);
    await runUntilCosigned(10);
    const backup = await rehearsal.backUp();
    await rehearsal.append(organisationId, 5);
    await runUntilCosigned(15);
    await rehearsal.restore(backup);

    await expect(rehearsal.sequencer({ witnesses }).start()).rejects.toThrow(
      `ends after 10 entries, and the witness at ${server.witness.url} has cosigned 15.`,
    );
    await server.stop();
  });

  it('ends a sequencer that is running', async () => {
    await rehearsal.append(organisationId, 10);
    const sequencer = rehearsal.sequencer({ memory });
    const { ended } = await sequencer.start();
    let fault: unknown;
    ended.catch((reason: unknown) => (fault = reason));
    await rehearsal.until(() => Promise.resolve(memory.sizeOf(organisationId) === 10), 50_000);

    memory.keep(organisationId, memory.recall(organisationId)!.replace('\n10\n', '\n99\n'));
    await rehearsal.append(organisationId, 1);
    await rehearsal.until(() => Promise.resolve(fault !== undefined), 50_000);
    await sequencer.stop();

    expect(fault).toBeInstanceOf(LogFault);
    expect((fault as LogFault).message).toContain('ends after 10 entries, and this machine has seen 99');
  });

  it('ends a sequencer that is running also where it has grown again, into another one', async () => {
    await rehearsal.append(organisationId, 10);
    await rehearsal.drain();
    const sequencer = rehearsal.sequencer({ memory });
    const { ended } = await sequencer.start();
    let fault: unknown;
    ended.catch((reason: unknown) => (fault = reason));

    const root = Buffer.alloc(32, 1).toString('base64');
    memory.keep(organisationId, `log.test/${organisationId}\n10\n${root}\n\n— log.test/${organisationId} AAAA\n`);
    await rehearsal.append(organisationId, 1);
    await rehearsal.until(() => Promise.resolve(fault !== undefined), 50_000);
    await sequencer.stop();

    expect(fault).toBeInstanceOf(LogFault);
    expect((fault as LogFault).message).toContain('its first 10 entries are not those that this machine has seen');
  });

  it.each([
    [
      'the last checkpoint says something else',
      `UPDATE audit.checkpoint SET note = replace(note, E'\\n10\\n', E'\\n11\\n')`,
    ],
    [
      'the last checkpoint is signed by somebody else',
      `UPDATE audit.log SET verifier_key = replace(verifier_key, '+', '+0')`,
    ],
    ['the root is another', `UPDATE audit.checkpoint SET root = sha256('other')`],
    ['a place names another leaf', `UPDATE audit.entry SET leaf_hash = sha256('other') WHERE position = 4`],
    ['a place is missing', 'DELETE FROM audit.entry WHERE position = 4'],
    ['the tail is cut off', 'DELETE FROM audit.checkpoint; DELETE FROM audit.entry WHERE position > 5'],
  ])('is not signed on where %s', async (_what, tampering) => {
    await rehearsal.append(organisationId, 10);
    await rehearsal.drain();
    const tables = ['audit.checkpoint', 'audit.log', 'audit.entry'];
    await rehearsal.owner.query(tables.map((table) => `ALTER TABLE ${table} DISABLE TRIGGER deny`).join('; '));
    await rehearsal.owner.query(tampering);
    await rehearsal.append(organisationId, 1);

    expect(await rehearsal.faultOf(rehearsal.sequencer())).toBeInstanceOf(LogFault);
    expect(await rehearsal.waiting()).toBe(1);
  });

  it('is not signed on where a leaf is not what was hashed when it was appended', async () => {
    await rehearsal.append(organisationId, 2);
    await rehearsal.owner.query(`ALTER TABLE audit.event ALTER COLUMN leaf_hash DROP EXPRESSION`);
    const { rows } = await rehearsal.owner.query<{ name: string }>(
      `SELECT DISTINCT tableoid::regclass::text AS name FROM audit.event`,
    );
    for (const name of ['audit.event', rows[0]!.name])
      await rehearsal.owner.query(`ALTER TABLE ${name} DISABLE TRIGGER deny`);
    await rehearsal.owner.query(`UPDATE audit.event SET leaf = leaf || ' '::bytea`);

    const fault = await rehearsal.faultOf(rehearsal.sequencer());

    expect(fault).toBeInstanceOf(LogFault);
    expect((fault as LogFault).message).toMatch(/is not what was hashed when it was appended/);
  });
});
