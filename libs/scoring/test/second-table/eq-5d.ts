/** The coefficients of EQ-5D in thousandths, as they stand in a row of the published tables. */

/** Any 2 or 3, N3, then MO2 MO3, SC2 SC3, UA2 UA3, PD2 PD3, AD2 AD3. */
export const EQ5D_3L: Readonly<Record<string, readonly number[]>> = {
  'uk-dolan-1997': [81, 269, 69, 314, 104, 214, 36, 94, 123, 386, 71, 236],
  'netherlands-lamers-2006': [71, 234, 36, 161, 82, 152, 32, 57, 86, 329, 124, 325],
  'germany-greiner-2005': [1, 323, 99, 327, 87, 174, 0, 0, 112, 315, 0, 65],
};

/** The constant, then the levels 2 to 5 of MO, SC, UA, PD and AD. */
export const EQ5D_5L: Readonly<Record<string, readonly number[]>> = {
  'us-pickard-2019': [0, 96, 122, 237, 322, 89, 107, 220, 261, 68, 101, 255, 255, 60, 98, 318, 414, 57, 123, 299, 321],
  'netherlands-versteegh-2016': [
    47, 35, 57, 166, 203, 38, 61, 168, 168, 39, 87, 192, 192, 66, 92, 360, 415, 70, 145, 356, 421,
  ],
  'germany-ludwig-2018': [0, 26, 42, 139, 224, 50, 56, 169, 260, 36, 49, 129, 209, 57, 109, 404, 612, 30, 82, 244, 356],
  'england-devlin-2018': [0, 58, 76, 207, 274, 50, 80, 164, 203, 50, 63, 162, 184, 63, 84, 276, 335, 78, 104, 285, 289],
};

/** The index of a state in thousandths, reckoned from a row. */
export function thousandths3L(row: readonly number[], state: string): number {
  if (state === '11111') return 1000;
  let rest = 1000 - row[0]!;
  if (state.includes('3')) rest -= row[1]!;
  [...state].forEach((digit, dimension) => {
    if (digit === '2') rest -= row[2 + 2 * dimension]!;
    if (digit === '3') rest -= row[3 + 2 * dimension]!;
  });
  return rest;
}

/** The same for the five levels. */
export function thousandths5L(row: readonly number[], state: string): number {
  if (state === '11111') return 1000;
  let rest = 1000 - row[0]!;
  [...state].forEach((digit, dimension) => {
    if (digit !== '1') rest -= row[4 * dimension + Number(digit) - 1]!;
  });
  return rest;
}
