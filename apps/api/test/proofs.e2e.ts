import { createHash } from 'node:crypto';
import { CaseStory } from './support/case-story.js';
import type { Hospital } from './support/given.js';
import { proven, signedCheckpoint } from './support/receipt.js';
import { startServer, type TestServer } from './support/server.js';

const NOBODY = '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07';

describe('proving the trail', () => {
  let server: TestServer;
  let hospital: Hospital;
  let elsewhere: Hospital;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    elsewhere = await server.given.board();
    await new CaseStory(server, hospital).ready();
    await server.as(hospital.auditor).get('/audit/checkpoint').expect(200);
  });
  afterAll(() => server.close());

  const auditor = () => server.as(hospital.auditor);
  const checkpointOf = async (query = '') => (await auditor().get(`/audit/checkpoint${query}`).expect(200)).body;

  /** An event of somebody, once it is in the log. */
  async function includedEventOf(person: { id: string }): Promise<string> {
    const [event] = await server.look<{ id: string }>(
      `SELECT event_id AS id FROM audit.event JOIN audit.entry USING (organisation_id, event_id) WHERE actor_id = $1 ORDER BY position LIMIT 1`,
      [person.id],
    );
    return event!.id;
  }

  it('hands out where the log ends, signed under the hospital’s own name', async () => {
    const body = await checkpointOf();

    const { origin, size, root } = signedCheckpoint(body.note, server.sequencer.privateKey);
    expect(origin).toBe(`log.test/${hospital.organisationId}`);
    expect(body).toMatchObject({ origin, size, root: root.toString('base64') });
    expect(body.verifierKey).toMatch(new RegExp(`^${origin}\\+[0-9a-f]{8}\\+A[A-Za-z0-9+/]{43}$`));
  });

  it('answers for an instant with the checkpoint that was the last by then, and the same for ever', async () => {
    const earlier = await checkpointOf();
    await auditor().get('/audit/checkpoint').expect(200);
    const later = await grownBeyond(earlier.size);

    expect(await checkpointOf(`?at=${earlier.signedAt}`)).toEqual(earlier);
    expect(later.size).toBeGreaterThan(earlier.size);
    await auditor().get('/audit/checkpoint?at=2020-01-01T00:00:00.000Z').expect(404, 'no-checkpoint-yet');
  });

  /** Each question is an event too, so that the log grows while one asks. */
  async function grownBeyond(size: number): Promise<{ size: number; note: string; root: string }> {
    for (;;) {
      const body = await checkpointOf();
      if (body.size > size) return body;
    }
  }

  it('proves an event to any program that knows RFC 9162: its leaf, its place, the path to a signed root', async () => {
    const eventId = await includedEventOf(hospital.coordinator);

    const { body } = await auditor().get(`/audit/events/${eventId}/proof`).expect(200);

    const { leaf, index } = proven(body.receipt, server.sequencer.privateKey);
    expect(leaf).toMatchObject({ id: eventId, actor: hospital.coordinator.id });
    expect(body).toMatchObject({ eventId, index, leaf: JSON.stringify(leaf) });
  });

  it('shows others than auditors what they did themselves, and nothing of anybody else', async () => {
    const [own, other] = [await includedEventOf(hospital.spineSurgeon), await includedEventOf(hospital.coordinator)];

    const { body } = await server.as(hospital.spineSurgeon).get(`/audit/events/${own}/proof`).expect(200);
    expect(JSON.parse(body.leaf)).toMatchObject({ actor: hospital.spineSurgeon.id });
    await server.as(hospital.spineSurgeon).get(`/audit/events/${other}/proof`).expect(404, 'not-found');
    await server.as(hospital.coordinator).get(`/audit/events/${other}/proof`).expect(403, 'forbidden');
  });

  it('knows nothing of another hospital’s events, and says the same of what does not exist', async () => {
    const eventId = await includedEventOf(hospital.coordinator);

    await server.as(elsewhere.auditor).get(`/audit/events/${eventId}/proof`).expect(404, 'not-found');
    await auditor().get(`/audit/events/${NOBODY}/proof`).expect(404, 'not-found');
  });

  it('says of an event that waits that it waits', async () => {
    await server.sequencer.stop();
    await auditor().get('/audit/checkpoint').expect(200);
    const [event] = await server.look<{ id: string }>(
      'SELECT event_id AS id FROM audit.pending WHERE organisation_id = $1 LIMIT 1',
      [hospital.organisationId],
    );

    await auditor().get(`/audit/events/${event!.id}/proof`).expect(409, 'event-not-yet-included');
    await server.sequencer.start();
  });

  it('proves that nothing before an earlier checkpoint has changed since', async () => {
    const earlier = await checkpointOf();
    const later = await grownBeyond(earlier.size);

    const { body } = await auditor().get(`/audit/consistency?from=${earlier.size}&to=${later.size}`).expect(200);

    const hashes = (body.hashes as string[]).map((hash) => Buffer.from(hash, 'base64'));
    const [first, second] = [earlier, later].map(({ size, root }) => ({ size, root: Buffer.from(root, 'base64') }));
    expect(rootsAfter(first!, second!, hashes)).toEqual([first!.root, second!.root]);
  });

  it('refuses sizes that the log does not have', async () => {
    const { size } = await checkpointOf();

    const beyond = await auditor()
      .get(`/audit/consistency?from=1&to=${size + 1_000}`)
      .expect(422, 'sizes-not-in-log');
    expect(beyond.body.size).toBeGreaterThanOrEqual(size);
    await auditor().get('/audit/consistency?from=5&to=4').expect(422, 'sizes-not-in-log');
    expect((await auditor().get('/audit/consistency?from=3&to=3').expect(200)).body.hashes).toEqual([]);
  });

  it('leaves an event for every question, and says whom the leaf named', async () => {
    await auditor().get('/audit/consistency?from=0&to=1').expect(200);
    expect((await server.auditOf({ actorId: hospital.auditor.id })).at(-1)).toBe('audit.read');

    const [referral] = await server.look<{ id: string }>(
      `SELECT event_id AS id FROM audit.event WHERE organisation_id = $1 AND type = 'case.referred'`,
      [hospital.organisationId],
    );
    await auditor().get(`/audit/events/${referral!.id}/proof`).expect(200);
    expect((await server.auditOf({ actorId: hospital.auditor.id })).slice(-2)).toEqual([
      'audit.read',
      'patients.disclosed',
    ]);
  });
});

interface Tree {
  readonly size: number;
  readonly root: Buffer;
}

/** The two roots that a consistency proof leads to: RFC 9162 §2.1.4.2, step by step. */
function rootsAfter(from: Tree, to: Tree, proof: readonly Buffer[]): [Buffer, Buffer] {
  const path = Number.isInteger(Math.log2(from.size)) ? [from.root, ...proof] : [...proof];
  let [fn, sn] = [from.size - 1, to.size - 1];
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  let [fr, sr] = [path[0]!, path[0]!];
  for (const hash of path.slice(1)) {
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [node(hash, fr), node(hash, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    } else {
      sr = node(sr, hash);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return [fr, sr];
}

function node(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256')
    .update(Buffer.concat([Buffer.of(1), left, right]))
    .digest();
}
