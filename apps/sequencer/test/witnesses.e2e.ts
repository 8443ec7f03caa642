import { newId } from '#database';
import { Rehearsal } from './support/rehearsal.js';
import { WitnessServer } from './support/witness-server.js';

describe('a witness of the log', () => {
  let rehearsal: Rehearsal;
  let server: WitnessServer;

  beforeEach(async () => {
    rehearsal = await Rehearsal.begin();
    server = await WitnessServer.start(rehearsal.privateKey);
  });
  afterEach(async () => {
    await server.stop();
    await rehearsal.end();
  });

  const cosignatures = async (organisationId: string) => {
    const { rows } = await rehearsal.owner.query<{ size: number; witness: string; line: string }>(
      'SELECT size::int, witness, line FROM audit.cosignature WHERE organisation_id = $1 ORDER BY size',
      [organisationId],
    );
    return rows;
  };
  const sizeKnown = (organisationId: string) => server.cosigned.get(`log.test/${organisationId}`)?.size;

  /** Runs a sequencer with this witness until it has cosigned so many entries. */
  async function runUntilCosigned(
    organisationId: string,
    size: number,
    report: (sentence: string) => void = () => undefined,
  ) {
    const sequencer = rehearsal.sequencer({ witnesses: [server.witness], report });
    await sequencer.start();
    const isDone = await rehearsal.until(
      async () => (await cosignatures(organisationId)).some((cosignature) => cosignature.size === size),
      50_000,
    );
    await sequencer.stop();
    return isDone;
  }

  it('cosigns checkpoint after checkpoint over proofs of consistency, and its own lines are kept, no others', async () => {
    const organisationId = newId();
    await rehearsal.append(organisationId, 7);
    expect(await runUntilCosigned(organisationId, 7)).toBe(true);
    await rehearsal.append(organisationId, 300);
    expect(await runUntilCosigned(organisationId, 307)).toBe(true);

    const kept = await cosignatures(organisationId);
    expect(kept.map(({ size }) => size)).toEqual([7, 307]);
    expect(
      kept.every(
        ({ line, witness }) => line.startsWith('— witness.test/one ') && witness === server.witness.verifierKey,
      ),
    ).toBe(true);
  });

  it('says after our restart with 409 what it knows, and gets its proof from there', async () => {
    const organisationId = newId();
    await rehearsal.append(organisationId, 5);
    await runUntilCosigned(organisationId, 5);
    await rehearsal.append(organisationId, 4);

    expect(await runUntilCosigned(organisationId, 9)).toBe(true);

    expect(server.answers).toContain(409);
    expect(sizeKnown(organisationId)).toBe(9);
  });

  it('that does not answer keeps nobody waiting: the log goes on, and the operator hears of it', async () => {
    const organisationId = newId();
    const { witness } = server;
    await server.stop();
    await rehearsal.append(organisationId, 5);
    const reports: string[] = [];

    const sequencer = rehearsal.sequencer({ witnesses: [witness], report: (sentence) => void reports.push(sentence) });
    await sequencer.start();
    await rehearsal.until(async () => (await rehearsal.waiting()) === 0 && reports.length > 0, 50_000);
    await sequencer.stop();

    expect(await rehearsal.complaints(organisationId)).toEqual([]);
    expect(reports[0]).toMatch(/^A witness is not served: /);
    server = await WitnessServer.start(rehearsal.privateKey);
  });

  it('that signs with another key than it was announced with is worth nothing', async () => {
    const organisationId = newId();
    const other = await WitnessServer.start(rehearsal.privateKey);
    await rehearsal.append(organisationId, 5);
    const reports: string[] = [];

    const witnesses = [{ verifierKey: other.witness.verifierKey, url: server.witness.url }];
    const sequencer = rehearsal.sequencer({ witnesses, report: (sentence) => void reports.push(sentence) });
    await sequencer.start();
    await rehearsal.until(() => Promise.resolve(reports.length > 0), 50_000);
    await sequencer.stop();
    await other.stop();

    expect(reports[0]).toMatch(/answers without a cosignature of its key/);
    expect(await cosignatures(organisationId)).toEqual([]);
  });
});
