import { mkdirSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openBundle } from '../src/bundle/open-bundle.js';
import { caseBundle, organisationBundle, type Files } from './support/bundle-of.js';
import { wholeStory } from './support/decision-story.js';
import { headerOf, sealed, tarOf } from './support/tar-of.js';
import { faultIn, told } from './support/verdict.js';

const FLIPS = 1000;
let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'verify-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the verifier finds at a path. */
function faultAt(path: string): string | null {
  return faultIn(() => {
    const bundle = openBundle(path);
    try {
      told(bundle);
    } finally {
      bundle.close();
    }
  });
}

function faultOfTar(bytes: Buffer): string | null {
  const path = join(folder, 'bundle.tar');
  writeFileSync(path, bytes);
  return faultAt(path);
}

describe('an archive', () => {
  let files: Files;
  let tar: Buffer;
  beforeAll(async () => {
    files = await caseBundle(wholeStory());
    tar = tarOf(files);
  });

  it('is read as the folder that it was made of', async () => {
    expect(faultOfTar(tar)).toBeNull();
    expect(faultOfTar(tarOf(await organisationBundle(wholeStory())))).toBeNull();
  });

  it('has no bit, in files, headers or padding, that changes unnoticed', () => {
    const path = join(folder, 'flips.tar');
    writeFileSync(path, tar);
    const file = openSync(path, 'r+');
    const put = (byte: number, at: number) => writeSync(file, Buffer.of(byte), 0, 1, at);
    for (let flip = 0; flip < FLIPS; flip += 1) {
      // Steps that reach every part of the archive, and every bit in turn.
      const at = (flip * 7919 + 13) % tar.length;
      put(tar[at]! ^ (1 << (flip % 8)), at);
      expect([at, faultAt(path)]).not.toEqual([at, null]);
      put(tar[at]!, at);
    }
    closeSync(file);
    expect(faultAt(path)).toBeNull();
  });

  it('has no byte of a header that changes unnoticed', () => {
    for (let at = 0; at < 512; at += 1) {
      const changed = Buffer.from(tar);
      changed[at]! ^= 0x01;
      expect([at, faultOfTar(changed)]).not.toEqual([at, null]);
    }
  });

  it('that was cut says so', () => {
    for (const length of [tar.length - 513, tar.length - 1025, Math.floor(tar.length / 2), 511, 0]) {
      expect(faultOfTar(tar.subarray(0, length))).toMatch(/its tail was cut off|The header here/);
    }
  });

  it('may end with more zeros, and nothing else', () => {
    expect(faultOfTar(Buffer.concat([tar, Buffer.alloc(8192)]))).toBeNull();
    expect(faultOfTar(Buffer.concat([tar, Buffer.from('more')]))).toMatch(/Something lies in the archive/);
  });

  it.each<[string, Buffer]>([
    ['leads out of the bundle', headerOf('../outside', 0)],
    ['is absolute', headerOf('/etc/passwd', 0)],
    ['is a link', headerOf('link', 0, '2')],
    ['is a folder with bytes of its own', headerOf('folder', 5, '5')],
    ['is in it twice', headerOf('README.txt', 0)],
    ['has a size that is no number', sealed(Buffer.from(headerOf('x', 0).fill('z', 124, 130)))],
  ])('holds nothing that %s', (_, header) => {
    expect(faultOfTar(Buffer.concat([header, tar]))).not.toBeNull();
  });

  it('may say its folders', () => {
    expect(faultOfTar(Buffer.concat([headerOf('./', 0, '5'), headerOf('keys/', 0, '5'), tar]))).toBeNull();
  });
});

describe('a folder', () => {
  const laidOut = async (name: string): Promise<string> => {
    const root = join(folder, name);
    for (const [path, bytes] of await caseBundle(wholeStory())) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), bytes);
    }
    return root;
  };

  it('is checked as it lies there', async () => {
    expect(faultAt(await laidOut('whole'))).toBeNull();
  });

  it('holds no links, which might show one thing to one reader and another to the next', async () => {
    const root = await laidOut('linked');
    symlinkSync(join(root, 'README.txt'), join(root, 'schema'));

    expect(faultAt(root)).toBe('schema: This is no ordinary file.');
  });

  it('without a manifest is no bundle', () => {
    mkdirSync(join(folder, 'empty'));
    expect(faultAt(join(folder, 'empty'))).toBe(
      'manifest.json: This is no bundle of an audit trail: it has no manifest.',
    );
  });
});
