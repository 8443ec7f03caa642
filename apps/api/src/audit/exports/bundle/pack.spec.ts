import { once } from 'node:events';
import { unpackTar } from 'modern-tar';
import { fileOf, type BundleFile } from './bundle-file.js';
import { pack } from './pack.js';

const MADE_AT = new Date('2026-03-02T08:00:00Z');
const LONG =
  'decisions/0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07/signatures/0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e08/authenticator-data.bin';

describe('the archive of a bundle', () => {
  async function* files(...all: BundleFile[]): AsyncGenerator<BundleFile> {
    yield* all;
  }

  it('holds its files in their order, long names too, as ustar and with nothing else', async () => {
    const pieces = { path: 'SHA256SUMS', size: 5, pieces: [Buffer.from('one'), Buffer.from('23')] };
    const archive = Buffer.concat(
      await pack(files(fileOf('checkpoint', 'signed'), fileOf(LONG, 'x'), pieces), MADE_AT).toArray(),
    );

    const members = await unpackTar(archive, { strict: true });

    expect(members.map(({ header, data }) => [header.name, Buffer.from(data!).toString()])).toEqual([
      ['checkpoint', 'signed'],
      [LONG, 'x'],
      ['SHA256SUMS', 'one23'],
    ]);
    expect(archive.length).toBe(3 * 1_024 + 1_024);
    expect(members[0]!.header.mtime).toEqual(MADE_AT);
  });

  it('begins nothing before somebody reads, and lets go of its files when the reader goes away', async () => {
    let [made, isOver] = [0, false];
    async function* endless(): AsyncGenerator<BundleFile> {
      try {
        for (;;) {
          made += 1;
          yield fileOf(`documents/${made}`, Buffer.alloc(1 << 20));
        }
      } finally {
        isOver = true;
      }
    }
    const archive = pack(endless(), MADE_AT);
    const closed = once(archive, 'close');
    expect(made).toBe(0);

    await once(archive, 'readable');
    archive.destroy();
    await closed;

    expect(isOver).toBe(true);
    // What is made ahead of the reader stays small.
    expect(made).toBeLessThan(16);
  });

  it('fails where its files fail, without an end', async () => {
    async function* failing(): AsyncGenerator<BundleFile> {
      yield fileOf('checkpoint', 'signed');
      throw new Error('The database is gone.');
    }

    await expect(pack(failing(), MADE_AT).toArray()).rejects.toThrow('The database is gone.');
  });
});
