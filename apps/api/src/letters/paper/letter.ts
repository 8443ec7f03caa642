/** A letter as text, before anything is drawn. Everything in it is fixed: the same letter is the same bytes. */
export interface Letter {
  /** What it is, for the head of the page and the document's own title. */
  readonly title: string;
  /** Who sends it. */
  readonly from: string;
  /** At the foot of each page: what it is about and which state of it. */
  readonly foot: string;
  /** The instant whose state it shows, RFC 3339; stands for the day of making, which would differ each time. */
  readonly asOf: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly isStrong?: boolean }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      /** Shares of the width, one for each column. */
      readonly widths: readonly number[];
      readonly rows: readonly (readonly string[])[];
    };

/** Labels and values beneath each other; those without a value are left out. */
export function facts(...rows: readonly (readonly [label: string, value: string | null | undefined])[]): Block {
  return { kind: 'facts', rows: rows.flatMap(([label, value]) => (value ? [[label, value] as const] : [])) };
}
