import fc from 'fast-check';
import { decodeEntries, encodeEntries, entriesPath, tilePath } from './tiles.js';

describe('the tiles of a log', () => {
  it.each([
    [tilePath(0, 0, 256), 'tile/0/000'],
    [tilePath(0, 5, 17), 'tile/0/005.p/17'],
    [tilePath(1, 999, 256), 'tile/1/999'],
    [tilePath(2, 1000, 256), 'tile/2/x001/000'],
    [tilePath(0, 1_234_067, 256), 'tile/0/x001/x234/067'],
    [entriesPath(1_234_067, 255), 'tile/entries/x001/x234/067.p/255'],
  ])('lie at %s', (found, expected) => {
    expect(found).toBe(expected);
  });

  it.each([
    [-1, 256, 'A tile’s number is a whole number, not -1.'],
    [1.5, 256, 'A tile’s number is a whole number, not 1.5.'],
    [0, 0, 'A tile holds 1 to 256 hashes, not 0.'],
    [0, 257, 'A tile holds 1 to 256 hashes, not 257.'],
  ])('have no number %d of width %d', (n, width, sentence) => {
    expect(() => tilePath(0, n, width)).toThrow(sentence);
  });
});

describe('an entry bundle', () => {
  it('gives back the entries that were put into it', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (entries) => {
        expect(decodeEntries(encodeEntries(entries)).map((entry) => [...entry])).toEqual(
          entries.map((entry) => [...entry]),
        );
      }),
    );
  });

  it('is each entry behind its length in two bytes', () => {
    expect(encodeEntries([Buffer.from('ab'), Buffer.alloc(0)]).toString('hex')).toBe('000261620000');
  });

  it.each(['00', '0002', '000261', '0001610001'])('is refused where it ends within an entry: %s', (hex) => {
    expect(() => decodeEntries(Buffer.from(hex, 'hex'))).toThrow(/^The entry bundle ends within its entry \d\.$/);
  });

  it('takes no entry longer than its length can say', () => {
    expect(() => encodeEntries([Buffer.alloc(65_536)])).toThrow('An entry of 65536 bytes is too long.');
    expect(encodeEntries([Buffer.alloc(65_535)])).toHaveLength(65_537);
  });
});
