/** A code as a sentence shows it: "ct-index-levels" reads "CT index levels". */
export function inWords(code: string): string {
  return code.replaceAll('-', ' ').replaceAll(/\b(?:mri|ct|pet|sbrt)\b/g, (letters) => letters.toUpperCase());
}

/** A sentence that ends with what somebody wrote ends as they ended it. */
export function ended(sentence: string): string {
  return sentence.replace(/([.?!…])”\.$/, '$1”');
}

/** An instant or a day as a reader without the program reads it: "2026-03-09 08:00 UTC", "2026-03-09". */
export function when(at: string): string {
  return at.length === 10 ? at : `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

/** What somebody wrote. */
export function quoted(text: string): string {
  return `“${text}”`;
}

/** "The lane went from elective to emergency."; nothing where it stayed. */
export function wentFrom(what: string, before: string | undefined | null, after: string | undefined | null): string[] {
  if ((before ?? null) === (after ?? null)) return [];
  if (before == null) return [`${what} is ${inWords(after ?? '')}.`];
  return after == null
    ? [`${what} is no longer ${inWords(before)}.`]
    : [`${what} went from ${inWords(before)} to ${inWords(after)}.`];
}

/** The same of something written, in quotation marks. */
export function reads(what: string, before: string | undefined | null, after: string | undefined | null): string[] {
  if ((before ?? null) === (after ?? null)) return [];
  if (after == null) return [`${what} is left out.`];
  return before == null
    ? [`${what} reads: ${quoted(after)}.`]
    : [`${what} read ${quoted(before)} and reads ${quoted(after)}.`];
}

/** What is new in a list of things with ids. */
export function added<T extends { readonly id: string }>(before: readonly T[] | undefined, after: readonly T[]): T[] {
  const known = new Set(before?.map(({ id }) => id));
  return after.filter(({ id }) => !known.has(id));
}

/** What was there before and differs now, with how it was. */
export function altered<T extends { readonly id: string }>(
  before: readonly T[] | undefined,
  after: readonly T[],
): { readonly was: T; readonly is: T }[] {
  const known = new Map(before?.map((item) => [item.id, item]));
  return after.flatMap((is) => {
    const was = known.get(is.id);
    return was && JSON.stringify(was) !== JSON.stringify(is) ? [{ was, is }] : [];
  });
}
