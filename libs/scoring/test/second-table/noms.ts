/** Oncologist 2013;18(6):744-751, row by row: neurologic, oncologic, mechanical, systemic (null: any), suggestion. */
export const NOMS = [
  ['low-grade', 'radiosensitive', 'stable', null, 'cebrt'],
  ['low-grade', 'radiosensitive', 'unstable', null, 'stabilisation-then-cebrt'],
  ['low-grade', 'radioresistant', 'stable', null, 'srs'],
  ['low-grade', 'radioresistant', 'unstable', null, 'stabilisation-then-srs'],
  ['low-grade', 'previously-irradiated', 'stable', null, 'srs'],
  ['low-grade', 'previously-irradiated', 'unstable', null, 'stabilisation-then-srs'],
  ['high-grade', 'radiosensitive', 'stable', null, 'cebrt'],
  ['high-grade', 'radiosensitive', 'unstable', null, 'stabilisation-then-cebrt'],
  ['high-grade', 'radioresistant', 'stable', 'tolerates-surgery', 'decompression-and-stabilisation-then-srs'],
  ['high-grade', 'radioresistant', 'stable', 'cannot-tolerate-surgery', 'cebrt'],
  ['high-grade', 'radioresistant', 'unstable', 'tolerates-surgery', 'decompression-and-stabilisation-then-srs'],
  ['high-grade', 'radioresistant', 'unstable', 'cannot-tolerate-surgery', 'stabilisation-then-cebrt'],
] as const;
