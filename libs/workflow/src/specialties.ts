import { joinInSentence } from './sentences.js';

/** Who sits on a tumour board for the spine. Keys are the API's values, labels are for people. */
export const SPECIALTY_LABELS = {
  'medical-oncology': 'medical oncology',
  'radiation-oncology': 'radiation oncology',
  'spine-surgery': 'spine surgery',
  radiology: 'radiology',
  'interventional-radiology': 'interventional radiology',
  'nuclear-medicine': 'nuclear medicine',
  pathology: 'pathology',
  haematology: 'haematology',
  neurology: 'neurology',
  'palliative-care': 'palliative care',
  'pain-medicine': 'pain medicine',
  rehabilitation: 'rehabilitation',
  psychology: 'psychology',
  nursing: 'nursing',
} as const;

export type Specialty = keyof typeof SPECIALTY_LABELS;

export const SPECIALTIES = Object.keys(SPECIALTY_LABELS) as readonly Specialty[];

/** A board that states nothing else asks these three to be present and to sign. */
export const DEFAULT_REQUIRED_SPECIALTIES = [
  'medical-oncology',
  'radiation-oncology',
  'spine-surgery',
] as const satisfies readonly Specialty[];

/** An emergency panel that a board has not defined otherwise. */
export const DEFAULT_PANEL_SPECIALTIES = [
  'spine-surgery',
  'radiation-oncology',
] as const satisfies readonly Specialty[];

/** Names specialties in a sentence: "spine surgery", "spine surgery and radiology", "a, b and c". */
export function nameSpecialties(specialties: readonly Specialty[]): string {
  return joinInSentence(specialties.map((specialty) => SPECIALTY_LABELS[specialty]));
}
