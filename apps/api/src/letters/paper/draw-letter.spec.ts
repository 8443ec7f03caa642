import { createHash } from 'node:crypto';
import { extractText, getDocumentProxy } from 'unpdf';
import { drawLetter } from './draw-letter.js';
import { facts, type Letter } from './letter.js';
import { legible } from './legible.js';

const letter: Letter = {
  title: 'Recommendation of the spine tumour board',
  from: 'Spine tumour board, University Hospital',
  foot: 'Case 0198f3a2, revision 1, SHA-256 4f2a…',
  asOf: '2026-03-04T10:15:00.000Z',
  blocks: [
    { kind: 'heading', text: 'Decision' },
    { kind: 'paragraph', text: 'Separation surgery, then SBRT.', isStrong: true },
    facts(['Patient', 'Łukasz Ångström'], ['Left out', null], ['Born', '1961-04-02']),
    {
      kind: 'table',
      head: ['Specialty', 'Signed'],
      widths: [1, 2],
      rows: Array.from({ length: 60 }, (_, index) => [`Specialty ${index}`, 'approved this decision']),
    },
  ],
};

interface StructureNode {
  readonly role: string;
  readonly children?: readonly StructureNode[];
}

describe('a drawn letter', () => {
  it('can be read back, on as many pages as it needs, each with its foot', async () => {
    const { totalPages, text } = await extractText(new Uint8Array(await drawLetter(letter)));

    expect(totalPages).toBe(2);
    expect(text[0]).toContain('Separation surgery, then SBRT.');
    expect(text[0]).toContain('Łukasz Ångström');
    expect(text.join(' ')).not.toContain('Left out');
    expect(text[1]).toContain('Specialty 59');
    text.forEach((page, index) => expect(page).toContain(`${index + 1} / 2`));
  });

  it('has a title, a language and a structure tree of headings, paragraphs and tables', async () => {
    const pdf = await getDocumentProxy(new Uint8Array(await drawLetter(letter)));
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({ Title: letter.title, Language: 'en-GB', CreationDate: 'D:20260304101500Z' });
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });

    const tree = (await (await pdf.getPage(1)).getStructTree()) as StructureNode;
    const roles = (node: StructureNode): string[] =>
      [node.role, ...(node.children ?? []).flatMap(roles)].filter(Boolean);
    const seen = roles(tree);
    expect(seen.slice(0, 5)).toEqual(['Root', 'Document', 'P', 'H1', 'H2']);
    expect(seen.filter((role) => role === 'Table')).toHaveLength(2);
    expect(seen.slice(6, 11)).toEqual(['Table', 'TR', 'TH', 'TD', 'TR']);
  });

  it('is the same bytes each time, whatever the zone and the time of drawing', async () => {
    const digest = async () =>
      createHash('sha256')
        .update(await drawLetter(letter))
        .digest('hex');
    const zone = process.env.TZ;
    const first = await digest();
    process.env.TZ = 'Pacific/Apia';
    const second = await digest();
    process.env.TZ = zone;

    expect(second).toBe(first);
  });
});

describe('legible text', () => {
  it.each([
    ['Łukasz Ångström', 'Łukasz Ångström'],
    ['Ελένη Παπαδοπούλου', 'Ελένη Παπαδοπούλου'],
    ['Наталья Щукина', 'Наталья Щукина'],
    ['Nguyễn Thị Ánh', 'Nguyễn Thị Ánh'],
    ['e\u0301', 'é'],
    ['two\nlines', 'two\nlines'],
    ['王', '[U+738B]'],
    ['a\u{1F9B4}', 'a[U+1F9B4]'],
  ])('shows %j as %j', (given, shown) => {
    expect(legible(given)).toBe(shown);
  });
});
