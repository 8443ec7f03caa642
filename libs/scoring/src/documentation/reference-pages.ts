import type { Definition } from '../instrument.js';
import { NOT_OFFERED } from '../not-offered.js';
import { VERSIONS } from '../registry.js';
import { page, table } from './markdown.js';
import { referencePage } from './reference-page.js';

/** Every page of the reference by its file's name: the index, and one page for each instrument in its latest version. */
export function referencePages(definitions: readonly Definition[]): ReadonlyMap<string, string> {
  const pages = definitions.map((definition): [string, string] => [`${definition.id}.md`, referencePage(definition)]);
  return new Map([['README.md', indexPage(definitions)], ...pages]);
}

function indexPage(definitions: readonly Definition[]): string {
  return page([
    '# Instruments',
    'The published instruments that Consilium computes, each exactly as printed and with the strength of its evidence. Generated from the definitions: `npm run docs:scores`.',
    table(['Instrument', 'Says something about', 'Range', 'Evidence', 'Versions'], definitions.map(row)),
    '## Known and not offered',
    table(
      ['Instrument', 'Why'],
      NOT_OFFERED.map(({ name, reason }) => [name, reason]),
    ),
  ]);
}

function row({ id, name, purpose, range, evidence }: Definition): string[] {
  const versions = [...VERSIONS.get(id)!.keys()].join(', ');
  return [
    `[${name}](${id}.md)`,
    purpose.replaceAll('-', ' '),
    range ? `${range.min} to ${range.max}` : 'no total',
    evidence.grade,
    versions,
  ];
}
