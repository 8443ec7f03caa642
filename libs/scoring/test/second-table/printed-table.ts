/**
 * The published tables once more, typed from the papers a second time and importing nothing of the library: what the tests hold
 * against it.
 */

/** A table of points as it is printed: by item, by answer. */
export interface PrintedTable {
  readonly items: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Least total, greatest total, category. */
  readonly bands: readonly (readonly [from: number, to: number, id: string])[];
  /** Where the printed points add up to more than the score may be. */
  readonly ceiling?: number;
}

export type Form = Readonly<Record<string, string>>;

/** Every way to fill in the form, with the sum that the paper gives it. */
export function everyForm({ items, ceiling = Infinity }: PrintedTable): { form: Form; total: number }[] {
  let forms: { form: Form; sum: number }[] = [{ form: {}, sum: 0 }];
  for (const [item, points] of Object.entries(items)) {
    forms = forms.flatMap(({ form, sum }) =>
      Object.entries(points).map(([answer, each]) => ({ form: { ...form, [item]: answer }, sum: sum + each })),
    );
  }
  return forms.map(({ form, sum }) => ({ form, total: Math.min(sum, ceiling) }));
}

/** The category that the paper gives a total. */
export function bandOf({ bands }: PrintedTable, total: number): string | undefined {
  return bands.find(([from, to]) => total >= from && total <= to)?.[2];
}
