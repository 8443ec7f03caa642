/** Joins words as a sentence does: commas, then "and" before the last. */
export function joinInSentence(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** A kebab-case code as a sentence shows it: "in-discussion" reads "in discussion". */
export function inWords(code: string): string {
  return code.replaceAll('-', ' ');
}
