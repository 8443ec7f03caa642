import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { CaseStory } from './support/case-story.js';
import { eventfulCase, type EventfulCase } from './support/eventful-case.js';
import { exported, unpacked, type Files } from './support/exporting.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

interface Sigstore {
  verifyTLogInclusion(
    entry: object,
    logs: readonly { baseURL: string; logID: Buffer; publicKey: ReturnType<typeof createPublicKey> }[],
  ): void;
}

/** Sigstore's own verifier of transparency logs, which knows nothing of us. */
const sigstore = createRequire(import.meta.url)('@sigstore/verify/dist/tlog/index.js') as Sigstore;

describe('an exported case, checked by programs that we did not write', () => {
  let server: TestServer;
  let hospital: Hospital;
  let told: EventfulCase;
  let files: Files;
  let folder: string;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    told = await eventfulCase(server, new CaseStory(server, hospital));
    const archive = await exported(server, hospital.chair, { scope: 'case', caseId: told.caseId });
    files = await unpacked(archive);
    folder = mkdtempSync(join(tmpdir(), 'consilium-by-hand-'));
    writeFileSync(join(folder, 'bundle.tar'), archive);
  }, 60_000);
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: folder, encoding: 'utf8' });
  const made = (path: string, bytes: Buffer) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
    return path;
  };

  it('is unpacked by tar, and every file has the sum of the list by sha256sum', () => {
    run('tar', '-xf', 'bundle.tar');

    const told = run('sha256sum', '--check', '--strict', 'SHA256SUMS').trimEnd().split('\n');

    expect(told).toHaveLength(files.size - 1);
    expect(told.filter((line) => !line.endsWith(': OK'))).toEqual([]);
  });

  it('has a checkpoint whose signature openssl verifies', () => {
    const [text, signatures] = split(files.get('checkpoint')!.toString());
    const blob = Buffer.from(signatures.split(' ')[2]!, 'base64');
    made('text', Buffer.from(text));
    made('signature', blob.subarray(4));
    made('log.pem', files.get('keys/log.pem')!);

    const verify = () =>
      run('openssl', ...'pkeyutl -verify -pubin -inkey log.pem -rawin -in text -sigfile signature'.split(' '));

    expect(verify()).toContain('Signature Verified Successfully');
    made('text', Buffer.from(text.replace(/\n(\d)/, (_, digit: string) => `\n${(Number(digit) + 1) % 10}`)));
    expect(verify).toThrow();
  });

  it('has receipts that sigstore’s verifier finds in the log', () => {
    const publicKey = createPublicKey(files.get('keys/log.pem')!);
    const receipts = [...files].filter(([path]) => path.startsWith('receipts/'));
    for (const [, bytes] of receipts) {
      const { extra, index, hashes, checkpoint } = receiptIn(bytes);
      const [, signatures] = split(checkpoint);
      const id = Buffer.from(signatures.split(' ')[2]!, 'base64').subarray(0, 4);
      const logID = Buffer.concat([id, createHash('sha256').update('the rest of its id').digest()]);
      const entry = {
        logId: { keyId: logID },
        canonicalizedBody: extra,
        inclusionProof: { logIndex: index, hashes, checkpoint: { envelope: checkpoint } },
      };
      const logs = [{ baseURL: `https://${checkpoint.split('\n')[0]}`, logID, publicKey }];

      expect(() => sigstore.verifyTLogInclusion(entry, logs)).not.toThrow();
      const moved = { ...entry, inclusionProof: { ...entry.inclusionProof, logIndex: String(Number(index) + 1) } };
      expect(() => sigstore.verifyTLogInclusion(moved, logs)).toThrow();
    }
    expect(receipts.length).toBeGreaterThan(20);
  });

  it('has decisions whose hash, and whose signatures by passkey, sha256sum and openssl verify', () => {
    for (const decision of told.decisions) {
      const at = `decisions/${decision}`;
      const frozen = made(`${at}/frozen.json`, files.get(`${at}/frozen.json`)!);
      const [hash] = run('sha256sum', frozen).split(' ');
      const signed = [...files.keys()].filter(
        (path) => path.startsWith(`${at}/signatures/`) && path.endsWith('/signature.bin'),
      );
      expect(signed).toHaveLength(1);

      const signature = dirname(signed[0]!);
      for (const [path, bytes] of files) if (path.startsWith(`${signature}/`)) made(path, bytes);
      const statement = readFileSync(join(folder, signature, 'statement.json'), 'utf8');
      const clientData = readFileSync(join(folder, signature, 'client-data.json'));
      expect(JSON.parse(statement)).toMatchObject({ decision, revisionHash: hash });
      const digest = createHash('sha256').update(`consilium/signing-statement/v1\n${statement}`).digest('base64url');
      expect(JSON.parse(clientData.toString())).toMatchObject({ type: 'webauthn.get', challenge: digest });

      const clientHash = createHash('sha256').update(clientData).digest();
      made('signed.bin', Buffer.concat([files.get(`${signature}/authenticator-data.bin`)!, clientHash]));
      const verdict = run(
        'openssl',
        'dgst',
        '-sha256',
        '-verify',
        `${signature}/public-key.pem`,
        '-signature',
        `${signature}/signature.bin`,
        'signed.bin',
      );
      expect(verdict).toBe('Verified OK\n');
    }
  });

  it('has documents whose names are their sums, and whose text is behind the salt', () => {
    const documents = [...files].filter(([path]) => path.startsWith('documents/'));
    for (const [path, bytes] of documents) {
      expect(run('sha256sum', made(path, bytes)).split(' ')[0]).toBe(path.slice(-64));
      expect(JSON.parse(bytes.subarray(32).toString())).toEqual(expect.any(Object));
    }
    expect(documents.length).toBeGreaterThan(20);
  });
});

describe('the command that an auditor runs', () => {
  const CHECKOUT = join(import.meta.dirname, '../../..');
  let server: TestServer;
  let hospital: Hospital;
  let caseId: string;
  let folder: string;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    ({ caseId } = await eventfulCase(server, new CaseStory(server, hospital)));
    folder = mkdtempSync(join(tmpdir(), 'consilium-command-'));
    buildSync({
      entryPoints: [join(CHECKOUT, 'apps/verify/src/main.ts')],
      alias: { '#transparency': join(CHECKOUT, 'libs/transparency/src/index.ts') },
      outfile: join(folder, 'verify.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
    });
  }, 60_000);
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const verify = (...args: string[]) => {
    const { status, stdout } = spawnSync(process.execPath, ['verify.mjs', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: {},
    });
    return { status, told: stdout.split('\n')[0] };
  };

  it('proves every kind of export with 0, by the key and since a kept checkpoint, and ends with 1 where a byte was changed', async () => {
    const { body: checkpoint } = await server.as(hospital.auditor).get('/audit/checkpoint').expect(200);
    writeFileSync(join(folder, 'kept'), checkpoint.note);
    const wishes = [
      { scope: 'organisation' },
      { scope: 'case', caseId },
      { scope: 'period', since: '2020-01-01T00:00:00Z', until: '2090-01-01T00:00:00Z' },
    ];
    for (const wish of wishes) {
      const archive = await exported(server, hospital.auditor, wish);
      writeFileSync(join(folder, 'bundle.tar'), archive);
      expect(verify('bundle.tar', '--key', checkpoint.verifierKey, '--since', 'kept')).toEqual({
        status: 0,
        told: 'This bundle holds: everything that could be checked was checked, and nothing was altered.',
      });

      const at = archive.indexOf('{"assessedAt"');
      archive[at + 20]! ^= 1;
      writeFileSync(join(folder, 'changed.tar'), archive);
      expect(verify('changed.tar', '--key', checkpoint.verifierKey)).toEqual({
        status: 1,
        told: expect.stringMatching(
          /^This bundle does NOT hold\. The first thing that fails, in documents\/[0-9a-f]{2}\/[0-9a-f]{64}:$/,
        ),
      });
    }
  });
});

/** A note's text, and its signature lines. */
function split(note: string): [text: string, signatures: string] {
  const at = note.lastIndexOf('\n\n') + 1;
  return [note.slice(0, at), note.slice(at + 1)];
}

function receiptIn(bytes: Buffer) {
  const text = bytes.toString();
  const cut = text.indexOf('\n\n');
  const [, extra, index, ...hashes] = text.slice(0, cut).split('\n');
  return {
    extra: Buffer.from(extra!.replace('extra ', ''), 'base64'),
    index: index!.replace('index ', ''),
    hashes: hashes.map((hash) => Buffer.from(hash, 'base64')),
    checkpoint: text.slice(cut + 2),
  };
}
