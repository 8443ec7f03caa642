import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Block, Letter } from './letter.js';
import { legible } from './legible.js';

const require = createRequire(import.meta.url);
/** DejaVu Sans: Latin, Greek, Cyrillic and more in one free font, embedded so that every reader shows the same. */
const FONTS = {
  regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
};

// Points, 72 to an inch, on A4.
const MARGIN = { top: 62, bottom: 72, left: 62, right: 62 };
const SIZE = { title: 17, heading: 11, text: 9.5, table: 8.5, foot: 7.5 };
const GAP = { block: 7, heading: 16, row: 4 };
const LABEL_WIDTH = 128;
const INK = { text: '#1a1f24', quiet: '#5b6670', rule: '#c9d1d8' };

type Element = PDFKit.PDFStructureElement;
type Column = { readonly x: number; readonly width: number };

/**
 * Sets a letter as tagged PDF (PDF/UA-1: headings, paragraphs and tables as a structure tree, a title, a language), fonts
 * embedded. The same letter gives the same bytes on every machine, in every zone and at any time.
 */
export async function typeset(letter: Letter): Promise<Buffer> {
  const asOf = new Date(letter.asOf);
  const options = {
    size: 'A4',
    margins: MARGIN,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    displayTitle: true,
    lang: 'en-GB',
    // The day of making is the day of the state shown: nothing in the file depends on when it was drawn.
    info: { Title: letter.title, Author: letter.from, Creator: 'Consilium', CreationDate: asOf, ModDate: asOf },
  };
  // The type declarations do not know PDF/UA yet.
  const paper = new PDFDocument(options as Omit<typeof options, 'subset' | 'pdfVersion'> & { pdfVersion: '1.7' });
  const chunks: Buffer[] = [];
  paper.on('data', (chunk: Buffer) => chunks.push(chunk));
  const drawn = new Promise<void>((resolve, reject) => paper.on('end', resolve).on('error', reject));

  paper.registerFont('regular', FONTS.regular).registerFont('bold', FONTS.bold);
  const root = paper.struct('Document');
  paper.addStructure(root);
  drawHead(paper, root, letter);
  for (const block of letter.blocks) drawBlock(paper, root, block);
  root.end();
  drawFeet(paper, letter);
  paper.end();

  await drawn;
  return Buffer.concat(chunks);
}

function drawHead(paper: PDFKit.PDFDocument, root: Element, { from, title }: Letter): void {
  addText(paper, root, 'P', () => {
    paper
      .font('bold')
      .fontSize(SIZE.text)
      .fillColor(INK.quiet)
      .text(legible(from), { width: innerWidth(paper) });
  });
  addText(paper, root, 'H1', () => {
    paper.moveDown(0.4).font('bold').fontSize(SIZE.title).fillColor(INK.text);
    paper.text(legible(title), { width: innerWidth(paper) });
  });
  rule(paper, 6);
}

function drawBlock(paper: PDFKit.PDFDocument, root: Element, block: Block): void {
  if (block.kind === 'heading') drawHeading(paper, root, block.text);
  else if (block.kind === 'paragraph') drawParagraph(paper, root, block.text, block.isStrong ?? false);
  else if (block.kind === 'facts') drawFacts(paper, root, block.rows);
  else drawTable(paper, root, block);
}

function drawHeading(paper: PDFKit.PDFDocument, root: Element, text: string): void {
  // A heading is never left alone at the foot of a page.
  ensureRoom(paper, 64);
  paper.y += GAP.heading;
  addText(paper, root, 'H2', () => {
    paper.font('bold').fontSize(SIZE.heading).fillColor(INK.text);
    paper.text(legible(text), MARGIN.left, paper.y, { width: innerWidth(paper) });
  });
  paper.y += 3;
}

function drawParagraph(paper: PDFKit.PDFDocument, root: Element, text: string, isStrong: boolean): void {
  paper.y += GAP.block;
  ensureRoom(paper, SIZE.text * 2);
  addText(paper, root, 'P', () => {
    paper
      .font(isStrong ? 'bold' : 'regular')
      .fontSize(SIZE.text)
      .fillColor(INK.text);
    paper.text(legible(text), MARGIN.left, paper.y, { width: innerWidth(paper), lineGap: 2 });
  });
}

function drawFacts(paper: PDFKit.PDFDocument, root: Element, rows: readonly (readonly [string, string])[]): void {
  paper.y += GAP.block;
  const table = begin(paper, root, 'Table');
  const columns = [
    { x: MARGIN.left, width: LABEL_WIDTH },
    { x: MARGIN.left + LABEL_WIDTH + 8, width: innerWidth(paper) - LABEL_WIDTH - 8 },
  ];
  for (const row of rows) drawRow(paper, table, row, columns, { labels: 'first', size: SIZE.text });
  table.end();
}

function drawTable(paper: PDFKit.PDFDocument, root: Element, { head, widths, rows }: Block & { kind: 'table' }): void {
  paper.y += GAP.block;
  const columns = columnsOf(paper, widths);
  const table = begin(paper, root, 'Table');
  drawRow(paper, table, head, columns, { labels: 'all', size: SIZE.table });
  for (const row of rows) {
    drawRow(paper, table, row, columns, { labels: 'none', size: SIZE.table });
    rule(paper, 1);
  }
  table.end();
}

/** A row stays on one page, as long as it fits one. */
function drawRow(
  paper: PDFKit.PDFDocument,
  table: Element,
  cells: readonly string[],
  columns: readonly Column[],
  { labels, size }: { labels: 'none' | 'first' | 'all'; size: number },
): void {
  const isLabel = (index: number) => labels === 'all' || (labels === 'first' && index === 0);
  const texts = cells.map(legible);
  const setFont = (index: number) =>
    paper
      .font(isLabel(index) ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(isLabel(index) ? INK.quiet : INK.text);
  const heights = texts.map((text, index) =>
    setFont(index).heightOfString(text, { width: columns[index]!.width, lineGap: 1.5 }),
  );
  const height = Math.max(...heights) + GAP.row;
  ensureRoom(paper, height);

  const top = paper.y;
  const row = begin(paper, table, 'TR');
  texts.forEach((text, index) => {
    const { x, width } = columns[index]!;
    addText(paper, row, isLabel(index) ? 'TH' : 'TD', () => {
      setFont(index).text(text, x, top + GAP.row / 2, { width, lineGap: 1.5 });
    });
  });
  row.end();
  // A cell longer than a page has turned it: then what follows goes on below that.
  paper.y = paper.y < top ? paper.y : top + height;
}

function columnsOf(paper: PDFKit.PDFDocument, widths: readonly number[]): Column[] {
  const gutter = 8;
  const whole = widths.reduce((sum, share) => sum + share, 0);
  const usable = innerWidth(paper) - gutter * (widths.length - 1);
  let x = MARGIN.left;
  return widths.map((share) => {
    const column = { x, width: (usable * share) / whole };
    x += column.width + gutter;
    return column;
  });
}

/** At the foot of each page, outside what is read aloud. */
function drawFeet(paper: PDFKit.PDFDocument, { foot }: Letter): void {
  const { start, count } = paper.bufferedPageRange();
  for (let index = start; index < start + count; index++) {
    paper.switchToPage(index);
    // Text below the margin would turn the page.
    paper.page.margins.bottom = 0;
    paper.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
    paper.font('regular').fontSize(SIZE.foot).fillColor(INK.quiet);
    const y = paper.page.height - MARGIN.bottom + 26;
    paper.text(legible(foot), MARGIN.left, y, { width: innerWidth(paper) - 70, height: 24, lineBreak: true });
    paper.text(`${index - start + 1} / ${count}`, paper.page.width - MARGIN.right - 60, y, {
      width: 60,
      align: 'right',
    });
    paper.endMarkedContent();
  }
}

function rule(paper: PDFKit.PDFDocument, gap: number): void {
  const y = paper.y + gap;
  paper.markContent('Artifact', { type: 'Layout' });
  paper
    .moveTo(MARGIN.left, y)
    .lineTo(paper.page.width - MARGIN.right, y)
    .lineWidth(0.6)
    .strokeColor(INK.rule)
    .stroke();
  paper.endMarkedContent();
  paper.y = y + gap;
}

function ensureRoom(paper: PDFKit.PDFDocument, height: number): void {
  if (paper.y + height > paper.page.height - MARGIN.bottom) paper.addPage();
}

function begin(paper: PDFKit.PDFDocument, parent: Element, tag: string): Element {
  const element = paper.struct(tag);
  parent.add(element);
  return element;
}

function addText(paper: PDFKit.PDFDocument, parent: Element, tag: string, draw: () => void): void {
  parent.add(paper.struct(tag, {}, [draw]));
}

const innerWidth = (paper: PDFKit.PDFDocument) => paper.page.width - MARGIN.left - MARGIN.right;
