/** A list in Markdown; nothing for nothing. */
export const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

/** A table in Markdown. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return [cells(heading), cells(heading.map(() => '---')), ...rows.map(cells)].join('\n');
}

/** A section under its title; nothing where there is no body. */
export const section = (title: string, body: string): string => (body ? `## ${title}\n\n${body}` : '');

/** Parts one below the other, empty ones left out. */
export const page = (parts: readonly string[]): string => parts.filter(Boolean).join('\n\n');

const cells = (row: readonly string[]) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
