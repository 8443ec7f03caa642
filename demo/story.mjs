import { styleText } from 'node:util';
import { Trouble } from './server.mjs';

const WIDTH = 118;
const DETAIL = 6;

/** Tells the walk, line by line: what somebody does and what came of it. A step that does not succeed ends the walk. */
export class Story {
  #count = 0;
  #print;

  constructor(print = console.log) {
    this.#print = print;
  }

  title(title, subtitle) {
    this.#print(`\n${styleText('bold', title)}\n${styleText('dim', subtitle)}`);
  }

  chapter(title) {
    this.#print(`\n${styleText('bold', title)}`);
  }

  /**
   * Somebody does something, which succeeds.
   * @param {Person} person
   * @param {string} deed as it goes on after their name
   * @param {(they: Person) => Promise<{ status: number, body: any }>} act
   * @param {(body: any) => string} tell what came of it
   * @returns {Promise<any>} the answer's body
   */
  async step(person, deed, act, tell = () => '') {
    const { status, body } = await act(person);
    if (status >= 400) throw new Trouble(this.#failure(person, deed, body));
    this.#line('green', '✓', `${person.name} ${deed}`, tell(body));
    return body;
  }

  /** Somebody tries what they must not, and is refused with this code. */
  async refusal(person, deed, code, act) {
    const { status, body } = await act(person);
    const isRefused = status >= 400 && body?.code === code;
    if (!isRefused) throw new Trouble(this.#surprise(person, deed, code, status, body));
    this.#line('yellow', '⊘', `${person.name} ${deed}`, `refused (${status} ${code})`);
    this.detail(body.errors?.[0]?.message ?? body.detail);
  }

  /** What has to be waited for. */
  aside(text) {
    this.#print(`  ${styleText('dim', `… ${text}`)}`);
  }

  end() {
    this.#print(`\n${styleText('green', '✓')} ${this.#count} steps, each as it must be.`);
  }

  detail(text) {
    for (const line of wrap(text, WIDTH - DETAIL)) this.#print(' '.repeat(DETAIL) + styleText('dim', line));
  }

  /** Rows whose columns stand below each other. */
  table(rows) {
    const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column].length))) ?? [];
    for (const row of rows) {
      const line = row.map((cell, column) => cell.padEnd(widths[column])).join('  ');
      this.#print(' '.repeat(DETAIL) + styleText('dim', line.trimEnd()));
    }
  }

  #line(colour, mark, deed, outcome) {
    this.#count += 1;
    this.#print(`  ${styleText(colour, mark)} ${deed}${outcome && `: ${styleText('bold', outcome)}`}`);
  }

  #failure(person, deed, { status, code, detail, errors = [] }) {
    const details = errors.map(({ pointer, message }) => `\n      ${pointer}: ${message}`);
    return `${person.name} ${deed}: refused (${status} ${code}). ${detail}${details.join('')}`;
  }

  #surprise(person, deed, code, status, body) {
    return `${person.name} ${deed}: this should be refused (${code}), but the answer is ${status} ${body?.code ?? ''}.`;
  }
}

function wrap(text, width) {
  const lines = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}
