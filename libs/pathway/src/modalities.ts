/** The vocabulary of what a board can recommend. Keys are the API's values; the table is the one in our docs, "Decision". */
export const MODALITY_GROUPS = {
  surgery: [
    'decompressive-laminectomy',
    'separation-surgery',
    'vertebral-body-resection',
    'en-bloc-spondylectomy',
    'open-stabilisation',
    'percutaneous-stabilisation',
  ],
  percutaneous: ['vertebroplasty', 'kyphoplasty', 'radiofrequency-ablation', 'percutaneous-biopsy'],
  radiotherapy: ['cebrt', 'sbrt', 'palliative-single-fraction', 're-irradiation'],
  systemic: ['chemotherapy', 'hormone-therapy', 'targeted-therapy', 'immunotherapy', 'bone-modifying-agent'],
  supportive: [
    'pain-team',
    'physiotherapy',
    'occupational-therapy',
    'rehabilitation',
    'psychological-support',
    'spiritual-care',
    'palliative-care',
    'orthosis',
  ],
  diagnostic: ['further-imaging', 'biopsy', 'other-board', 're-discussion'],
  observation: ['active-surveillance'],
} as const;

export type ModalityGroup = keyof typeof MODALITY_GROUPS;
export type Modality = (typeof MODALITY_GROUPS)[ModalityGroup][number];

export const MODALITIES: readonly Modality[] = Object.values(MODALITY_GROUPS).flat();

export const INTENTS = ['curative', 'local-control', 'palliative'] as const;
export type Intent = (typeof INTENTS)[number];

export const PRIORITIES = ['emergency', 'urgent', 'routine'] as const;
export type Priority = (typeof PRIORITIES)[number];

export type Lane = 'elective' | 'emergency';

/** Imaging that the pathway distinguishes. `systemic-staging` is whatever examination the board's centre stages with. */
export const IMAGING_MODALITIES = [
  'mri-whole-spine',
  'mri-levels',
  'ct-whole-spine',
  'ct-index-levels',
  'systemic-staging',
  'pet-ct',
  'bone-scan',
  'radiographs',
] as const;
export type ImagingModality = (typeof IMAGING_MODALITIES)[number];

/** What a follow-up examination showed. */
export const IMAGING_RESULTS = [
  'complete-response',
  'partial-response',
  'stable',
  'progression',
  'not-assessable',
] as const;
export type ImagingResult = (typeof IMAGING_RESULTS)[number];

const GROUP_OF = new Map<Modality, ModalityGroup>(
  Object.entries(MODALITY_GROUPS).flatMap(([group, modalities]) =>
    modalities.map((modality): [Modality, ModalityGroup] => [modality, group as ModalityGroup]),
  ),
);

const LABELS: Partial<Record<Modality, string>> = { cebrt: 'cEBRT', sbrt: 'SBRT' };

/** A modality as it stands in a sentence, for example "separation surgery". */
export function labelOf(modality: Modality): string {
  return LABELS[modality] ?? modality.replaceAll('-', ' ');
}

/** The group of the board's table that a modality stands in. */
export function groupOf(modality: Modality): ModalityGroup {
  return GROUP_OF.get(modality)!;
}

export const isSurgery = (modality: Modality): boolean => groupOf(modality) === 'surgery';
export const isPercutaneous = (modality: Modality): boolean => groupOf(modality) === 'percutaneous';
export const isRadiotherapy = (modality: Modality): boolean => groupOf(modality) === 'radiotherapy';
export const isSystemic = (modality: Modality): boolean => groupOf(modality) === 'systemic';

/** Surgery that is more than a percutaneous fixation: the one a short life expectancy speaks against. */
export const isSurgeryBeyondPercutaneous = (modality: Modality): boolean =>
  isSurgery(modality) && modality !== 'percutaneous-stabilisation';

/** A stabilisation or fusion named as such. An orthosis is not one, nor is a resection whose fixation was left unsaid. */
export const isStabilisation = (modality: Modality): boolean =>
  modality === 'open-stabilisation' || modality === 'percutaneous-stabilisation';

/** Surgery that takes tumour or bone off the cord. */
export const isDecompression = (modality: Modality): boolean => isSurgery(modality) && !isStabilisation(modality);

/** Radiotherapy with conventional fractions; a single palliative fraction is one of them, re-irradiation may be either. */
export const isConventional = (modality: Modality): boolean =>
  modality === 'cebrt' || modality === 'palliative-single-fraction';

/** Treatment aimed at the lesion itself. Its completion is what imaging follow-up counts from. A biopsy treats nothing. */
export const isLocalTreatment = (modality: Modality): boolean =>
  (isSurgery(modality) || isPercutaneous(modality) || isRadiotherapy(modality)) && modality !== 'percutaneous-biopsy';

/** The groups whose recommendation lapses when nobody begins it. */
export const isTreatment = (modality: Modality): boolean =>
  isSurgery(modality) || isPercutaneous(modality) || isRadiotherapy(modality) || isSystemic(modality);
