/** EQ-5D: the printed decrements and the index, in plain code. */
import { answered, Sheet, toResult, unknown, wordingOf } from './sheet.mjs';

const WORDING = { '3L': wordingOf('eq-5d-3l'), '5L': wordingOf('eq-5d-5l') };
const WIDEST = { '3L': -0.594, '5L': -0.661 };
const DIMENSIONS = ['mobility', 'self-care', 'usual-activities', 'pain-discomfort', 'anxiety-depression'];

/** What any problem takes, what a level 3 takes, then five rows of what each level takes. */
const SETS = {
  '3L': {
    'uk-dolan-1997': [0.081, 0.269, [0, 0.069, 0.314], [0, 0.104, 0.214], [0, 0.036, 0.094], [0, 0.123, 0.386], [0, 0.071, 0.236]],
    'netherlands-lamers-2006': [0.071, 0.234, [0, 0.036, 0.161], [0, 0.082, 0.152], [0, 0.032, 0.057], [0, 0.086, 0.329], [0, 0.124, 0.325]],
    'germany-greiner-2005': [0.001, 0.323, [0, 0.099, 0.327], [0, 0.087, 0.174], [0, 0, 0], [0, 0.112, 0.315], [0, 0, 0.065]],
  },
  '5L': {
    'us-pickard-2019': [
      0, 0, [0, 0.096, 0.122, 0.237, 0.322], [0, 0.089, 0.107, 0.22, 0.261], [0, 0.068, 0.101, 0.255, 0.255],
      [0, 0.06, 0.098, 0.318, 0.414], [0, 0.057, 0.123, 0.299, 0.321],
    ],
    'netherlands-versteegh-2016': [
      0.047, 0, [0, 0.035, 0.057, 0.166, 0.203], [0, 0.038, 0.061, 0.168, 0.168], [0, 0.039, 0.087, 0.192, 0.192],
      [0, 0.066, 0.092, 0.36, 0.415], [0, 0.07, 0.145, 0.356, 0.421],
    ],
    'germany-ludwig-2018': [
      0, 0, [0, 0.026, 0.042, 0.139, 0.224], [0, 0.05, 0.056, 0.169, 0.26], [0, 0.036, 0.049, 0.129, 0.209],
      [0, 0.057, 0.109, 0.404, 0.612], [0, 0.03, 0.082, 0.244, 0.356],
    ],
    'england-devlin-2018': [
      0, 0, [0, 0.058, 0.076, 0.207, 0.274], [0, 0.05, 0.08, 0.164, 0.203], [0, 0.05, 0.063, 0.162, 0.184],
      [0, 0.063, 0.084, 0.276, 0.335], [0, 0.078, 0.104, 0.285, 0.289],
    ],
  },
}; // prettier-ignore

/** One version; the answers to the other leave everything open. */
export function eq5d({ patientReported }, version) {
  const recorded = patientReported?.eq5d?.version === version ? patientReported.eq5d : undefined;
  const wording = WORDING[version];
  const sheet = new Sheet();
  if (recorded?.valueSet) answered(sheet, wording, 'value-set', recorded.valueSet, null);
  else unknown(sheet, wording, 'value-set', 0, 0);
  for (let index = 0; index < 5; index += 1) {
    if (recorded) answered(sheet, wording, DIMENSIONS[index], recorded.state[index], null);
    else unknown(sheet, wording, DIMENSIONS[index], 0, 0);
  }
  [sheet.min, sheet.max] = recorded ? indexes(recorded, SETS[version]) : [WIDEST[version], 1];
  return toResult(wording, sheet, undefined, Infinity);
}

function indexes({ state, valueSet }, sets) {
  if (valueSet) {
    const index = indexOf(sets[valueSet], state);
    return [index, index];
  }
  let min = Infinity;
  let max = -Infinity;
  for (const id in sets) {
    const index = indexOf(sets[id], state);
    min = Math.min(min, index);
    max = Math.max(max, index);
  }
  return [min, max];
}

function indexOf(set, state) {
  let index = 1;
  for (let place = 0; place < 5; place += 1) index -= set[place + 2][state.charCodeAt(place) - 49];
  if (state !== '11111') index -= set[0];
  if (state.includes('3')) index -= set[1];
  return Math.round(index * 1_000) / 1_000;
}
