import { sha256 } from '#transparency';
import { fileOf } from './bundle-file.js';
import { documentPath } from './documents.js';
import { receiptPath } from './receipts.js';
import { SumsOfFiles } from './sums-of-files.js';

describe('the list of sums', () => {
  const textOf = (sums: SumsOfFiles) => Buffer.concat([...sums.list().pieces]).toString();

  it('names every file with its SHA-256 as sha256sum writes it', () => {
    const sums = new SumsOfFiles();
    sums.note(fileOf('checkpoint', 'abc'));

    // FIPS 180-2, B.1
    expect(textOf(sums)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  checkpoint\n');
  });

  it('is sorted by path, documents and receipts among the others', () => {
    const sums = new SumsOfFiles();
    for (const path of [
      'manifest.json',
      'tile/0/000',
      'README.txt',
      'decisions/1/frozen.json',
      'readable/decision-1.pdf',
    ])
      sums.note(fileOf(path, path));
    const places = [0, 1, 2, 9, 10, 11, 99, 100, 101, 255, 1_000, 1_001, 20_000];
    for (const place of places) sums.note({ ...fileOf(receiptPath(place), `${place}`), place });
    for (let count = 0; count < 600; count += 1) {
      const content = `salt and document ${count}`;
      sums.note(fileOf(documentPath(sha256(content)), content));
    }

    const { size } = sums.list();
    const text = textOf(sums);
    const lines = text.split('\n').slice(0, -1);
    const paths = lines.map((line) => line.slice(66));
    expect(lines).toHaveLength(5 + 13 + 600);
    expect(paths).toEqual([...paths].sort());
    expect(size).toBe(Buffer.byteLength(text));
    expect(lines).toContain(`${sha256('100').toString('hex')}  receipts/100.tlog-proof`);
  });

  it('lists a document that is not what its name says by what it is', () => {
    const sums = new SumsOfFiles();
    const path = documentPath(sha256('as it was'));
    sums.note(fileOf(path, 'as it is'));

    expect(textOf(sums)).toBe(`${sha256('as it is').toString('hex')}  ${path}\n`);
  });
});
