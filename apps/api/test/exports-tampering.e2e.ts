import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { verifierKeyOf } from '#transparency';
import { CaseStory } from './support/case-story.js';
import { eventfulCase } from './support/eventful-case.js';
import { exported, faultIn, listed, unpacked, verified, type Files } from './support/exporting.js';
import { entriesIn, forged } from './support/forging.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

const SEED = 20_261_121;
/** What proves nothing, or what nothing proves: only the list of sums knows of a change there. */
const UNPROVEN = /^(README\.txt|schema\/|readable\/|SHA256SUMS$|manifest\.json$)/;

describe('a bundle that the server made, and somebody changed', () => {
  let server: TestServer;
  let hospital: Hospital;
  let caseId: string;
  let bundles: Record<'organisation' | 'period' | 'case', Files>;
  /** A checkpoint that somebody kept from before. */
  let kept: { text: string; where: string };

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    kept = {
      text: (await server.as(hospital.auditor).get('/audit/checkpoint').expect(200)).body.note,
      where: 'kept-in-may',
    };
    ({ caseId } = await eventfulCase(server, new CaseStory(server, hospital)));
    const take = async (wish: object) => unpacked(await exported(server, hospital.auditor, wish));
    bundles = {
      organisation: await take({ scope: 'organisation' }),
      case: await take({ scope: 'case', caseId }),
      period: await take({ scope: 'period', since: '2020-01-01T00:00:00Z', until: '2090-01-01T00:00:00Z' }),
    };
  }, 60_000);
  afterAll(() => server.close());

  const logKey = () =>
    verifierKeyOf(`log.test/${hospital.organisationId}`, createPublicKey(server.sequencer.privateKey));
  const changed = (files: Files, path: string, bytes: Buffer | null) => {
    const after = new Map(files);
    if (bytes) after.set(path, bytes);
    else after.delete(path);
    return after;
  };
  const pathLike = (files: Files, pattern: RegExp, nth = 0) =>
    [...files.keys()].filter((path) => pattern.test(path))[nth]!;

  it('holds as long as nobody did', () => {
    for (const files of Object.values(bundles)) expect(faultIn(files, { keys: [logKey()], since: kept })).toBeNull();
  });

  it.each([
    ['organisation', 500],
    ['period', 250],
    ['case', 250],
  ] as const)(
    'is found out after one byte of the bundle of the %s was flipped, at %i places, even under a new list of sums, with what and where',
    (scope, count) => {
      const files = bundles[scope];
      const paths = [...files.keys()];
      const total = paths.reduce((sum, path) => sum + files.get(path)!.length, 0);
      const silent: string[] = [];
      let relisted = 0;

      const places = fc.sample(fc.tuple(fc.nat(total - 1), fc.integer({ min: 1, max: 255 })), {
        seed: SEED,
        numRuns: count,
      });
      for (const [place, mask] of places) {
        const { path, offset } = placeIn(files, place);
        const bytes = Buffer.from(files.get(path)!);
        bytes[offset]! ^= mask;
        const flipped = changed(files, path, bytes);
        const told = [faultIn(flipped)];
        if (!UNPROVEN.test(path)) {
          relisted += 1;
          told.push(faultIn(listed(flipped)));
        }
        for (const fault of told) {
          const isNamed = fault !== null && fault.message.length > 10 && mayBeWhere(fault.where, path, files);
          if (!isNamed) silent.push(`${path} at ${offset}: ${fault?.where}: ${fault?.message}`);
        }
      }

      expect(silent).toEqual([]);
      expect(relisted).toBeGreaterThan(count / 4);
    },
    240_000,
  );

  it('names a document that was deleted, and whose it was', () => {
    const path = pathLike(bundles.organisation, /^documents\//, 7);

    const fault = faultIn(listed(changed(bundles.organisation, path, null)));

    expect(fault?.where).toBe(path);
    expect(fault?.message).toMatch(
      /^The document of entry \d+, version \d+ of [a-z-]+ [0-9a-f-]{36}, is missing, and no erasure says why\.$/,
    );
  });

  it('names the entry of a period, and the version of a record, that was deleted', () => {
    const entry = faultIn(listed(changed(bundles.period, 'receipts/11.tlog-proof', null)));
    const decision = [...bundles.case].find(
      ([path, bytes]) => path.startsWith('receipts/') && leafIn(bytes).includes('"decision.signed"'),
    )!;
    const version = faultIn(listed(changed(bundles.case, decision[0], null)));

    expect(entry?.message).toMatch(/^Entry 11 of the period from 0 to \d+ is missing\.$/);
    expect(version?.message).toMatch(
      /^Entry \d+ makes version \d+ of decision-revision [0-9a-f-]{36}; version \d+ is missing\.$/,
    );
  });

  it('names what was inserted', () => {
    const { organisation, case: ofCase } = bundles;
    const document = `documents/${'ab'}/${'ab'.repeat(32)}`;
    const other = [...bundles.period].find(([path]) => path.startsWith('receipts/') && !ofCase.has(path))!;

    expect(faultIn(changed(organisation, 'extra.txt', Buffer.from('x')))?.where).toBe('extra.txt');
    expect(faultIn(listed(changed(organisation, document, Buffer.from('salt and text'))))?.where).toBe(document);
    expect(faultIn(listed(changed(ofCase, other[0], other[1])))?.where).toBe(other[0]);
  });

  it('names entries that were swapped, and documents that lie under each other’s names', async () => {
    const { organisation } = bundles;
    const entries = entriesIn(organisation);
    [entries[20], entries[21]] = [entries[21]!, entries[20]!];
    const swapped = await forged(organisation, { entries, privateKey: server.sequencer.privateKey });
    const path = pathLike(organisation, /^tile\/entries\//);
    const [one, two] = [pathLike(organisation, /^documents\//, 1), pathLike(organisation, /^documents\//, 2)];
    const crossed = new Map([...organisation, [one, organisation.get(two)!], [two, organisation.get(one)!]]);

    const moved = faultIn(listed(changed(organisation, path, swapped.get(path)!)));
    expect(moved?.where).toBe(path.replace('tile/entries/', 'tile/0/'));
    expect(moved?.message).toBe('Entry 20 does not have the hash that this tile says: one of the two was changed.');
    expect(faultIn(listed(crossed))).toMatchObject({
      where: one,
      message: expect.stringMatching(/^This document was changed/),
    });
  });

  it('names the tail that was cut, by the checkpoint that somebody kept', async () => {
    const cut = listed(changed(bundles.organisation, pathLike(bundles.organisation, /^tile\/entries\/.*$/), null));
    const older = (await server.as(hospital.auditor).get('/audit/checkpoint').expect(200)).body;

    expect(faultIn(cut)?.message).toBe('These entries are missing.');
    expect(faultIn(bundles.organisation, { since: { text: older.note, where: 'kept' } })?.message).toMatch(
      /^The log ended after \d+ entries when you kept kept; here it ends after \d+: its tail was cut off, or this bundle is the older one\.$/,
    );
  });

  it('names the fork that somebody wrote who has the log’s own key, by the checkpoint that somebody kept', async () => {
    const entries = entriesIn(bundles.organisation);
    const at = entries.findIndex((entry) => entry.includes('"after":null'));
    entries[at] = Buffer.from(entries[at]!.toString().replace('"outcome":"done"', '"outcome":"none"'));
    const fork = await forged(bundles.organisation, { entries, privateKey: server.sequencer.privateKey });

    expect(at).toBeGreaterThanOrEqual(0);
    // Whoever kept nothing cannot know: the log's own key signed it.
    expect(faultIn(fork, { keys: [logKey()] })).toBeNull();
    const fault = faultIn(fork, { keys: [logKey()], since: kept });
    expect(fault).toMatchObject({
      where: 'kept-in-may',
      message: expect.stringMatching(/the log was written anew\.$/),
    });
  });

  it('names the other key that signed it, and proves no maker without the right one', async () => {
    const entries = entriesIn(bundles.organisation);
    const { privateKey } = generateKeyPairSync('ed25519');
    const resigned = await forged(bundles.organisation, { entries, privateKey });

    const fault = faultIn(resigned, { keys: [logKey()] });

    expect(fault?.where).toBe('keys/log');
    expect(fault?.message).toMatch(
      /^The bundle names the key log\.test\/[0-9a-f-]{36} \([0-9a-f]{8}\); you gave log\.test/,
    );
    expect(verified(resigned).keys.isGiven).toBe(false);
  });

  /** Whether a fault at one file may be told of a change in another: a tile of the entries it is over, the proof of the end it leads to. */
  function mayBeWhere(where: string, path: string, files: Files): boolean {
    if (where === path || path === 'SHA256SUMS') return where.length > 0;
    if (path.startsWith('tile/')) return where.startsWith('tile/') || where === 'checkpoint';
    if (path.startsWith('keys/') || path === 'checkpoint' || path === 'manifest.json')
      return /^(keys|checkpoint|manifest\.json|receipts|tile)/.test(where);
    return files.has(where) && where.startsWith(path.split('/')[0]!);
  }
});

function placeIn(files: Files, place: number): { path: string; offset: number } {
  let offset = place;
  for (const [path, { length }] of files) {
    if (offset < length) return { path, offset };
    offset -= length;
  }
  throw new Error(`The bundle has no byte ${place}.`);
}

/** The entry that a receipt holds, as text. */
function leafIn(receipt: Buffer): string {
  return Buffer.from(/^extra (.+)$/m.exec(receipt.toString())![1]!, 'base64').toString();
}
