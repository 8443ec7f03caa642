import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CHECKOUT = join(import.meta.dirname, '..');
const TABLE = readFileSync(join(CHECKOUT, 'docs/part-11.md'), 'utf8');

/** Each test that the table names: its file and its title. */
const NAMED = [...TABLE.matchAll(/`([\w./-]+\.(?:spec|e2e)\.ts)`: “([^”]+)”/g)].map(([, file, title]) => ({
  file: file!,
  title: title!,
}));

/** The clauses of 21 CFR 11.10 to 11.300, in their order. */
const CLAUSES = [
  ...['(a)', '(b)', '(c)', '(d)', '(e)', '(f)', '(g)', '(h)', '(i)', '(j)', '(k)'],
  ...['(a)(1)', '(b)'],
  'Signatures',
  ...['(a)', '(b)', '(c)'],
  ...['(a)(1)', '(a)(1)(i)', '(a)(1)(ii)', '(a)(2)', '(a)(3)', '(b)'],
  ...['(a)', '(b)', '(c)', '(d)', '(e)'],
];

describe('the table of 21 CFR Part 11', () => {
  it('has a row for every clause, in the order of the regulation', () => {
    const rows = TABLE.split('\n').filter((line) => line.startsWith('|'));
    const clauses = rows.map((row) => row.split('|')[1]!.trim().split(' ')[0]!);
    expect(clauses.filter((clause) => clause !== 'Clause' && !clause.startsWith('-'))).toEqual(CLAUSES);
  });

  it('names a test in every row, or says whose task the clause is', () => {
    const rows = TABLE.split('\n').filter((line) => /^\| (?:\(|Signatures)/.test(line));
    const bare = rows.filter(
      (row) => !row.includes('“') && !row.includes('**Yours') && !row.startsWith('| (b) biometrics'),
    );
    expect(bare).toEqual([]);
  });

  it.each(NAMED)('names a test that exists: $file, $title', ({ file, title }) => {
    const path = join(CHECKOUT, file);
    const source = existsSync(path) ? readFileSync(path, 'utf8') : '';
    // Written out where a test begins, as `it('…'` or behind the table of an `it.each`.
    expect(source).toMatch(new RegExp(`(?:\\bit|\\))\\(\\s*['\`]${escaped(title)}['\`]`));
  });
});

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
