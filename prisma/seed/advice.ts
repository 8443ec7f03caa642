import { addDays, type CalendarDate, type DecisionContent, type Modality, type RecommendationContent } from '#pathway';
import { radiosensitivityForNoms, VERTEBRAL_LEVELS, type VertebralLevel } from '#scoring';
import type { Specialty } from '#workflow';
import { SPINES, type Illness } from './examination.js';
import { PRIMARIES } from './primaries.js';

/** What this board recommends on a day. A rule of thumb for synthetic patients, and for nobody else. */
export function adviceFor(illness: Illness, on: CalendarDate): DecisionContent {
  const recommend = recommendationsFrom(on);
  const local = localTreatment(illness, recommend);
  const isPalliative = illness.condition === 'poor';

  return {
    recommendations: [
      ...local,
      ...(isPalliative ? [] : [recommend(PRIMARIES[illness.primary].systemic, 'medical-oncology', 28)]),
      ...(isPalliative ? [recommend('palliative-care', 'palliative-care', 3)] : []),
      recommend('bone-modifying-agent', 'medical-oncology', 28),
      recommend('pain-team', 'pain-medicine', 5),
      recommend('rehabilitation', 'rehabilitation', 14),
    ],
    systemicPlan: isPalliative
      ? { planned: false, reason: 'None planned: too weak for it, agreed with the patient.' }
      : { planned: true },
    psychosocialAssessed: true,
    sbrtPossible: true,
    summary: summaryOf(local, illness.level),
  };
}

/** Why the chair goes on in spite of a check. */
export function reasonFor(check: string): string {
  return REASONS[check] ?? 'Weighed by the board: what speaks for it outweighs this finding.';
}

const REASONS: Readonly<Record<string, string>> = {
  'life-expectancy-short': 'The scores disagree with the clinical picture; the patient wants to keep walking.',
  'instability-unaddressed': 'Too weak for an operation; a brace is fitted instead.',
  'compression-with-deficit': 'Does not want an operation and was told what follows from it.',
};

type Recommend = (
  modality: Modality,
  specialty: Specialty,
  inDays: number,
  part?: Partial<RecommendationContent>,
) => RecommendationContent;

function recommendationsFrom(on: CalendarDate): Recommend {
  return (modality, responsibleSpecialty, inDays, part = {}) => ({
    modality,
    intent: 'palliative',
    priority: inDays <= 1 ? 'emergency' : inDays <= 7 ? 'urgent' : 'routine',
    responsibleSpecialty,
    dueOn: addDays(on, inDays),
    ...part,
  });
}

function localTreatment({ primary, spine, condition, level }: Illness, recommend: Recommend): RecommendationContent[] {
  const at: Partial<RecommendationContent> = { levels: [level], intent: 'local-control' };
  if (primary === 'unknown') {
    return [recommend('percutaneous-biopsy', 'interventional-radiology', 4, at)];
  }
  if (condition === 'poor') {
    return [recommend('palliative-single-fraction', 'radiation-oncology', 4, { levels: [level] })];
  }

  const isSensitive = radiosensitivityForNoms(PRIMARIES[primary].facts) === 'radiosensitive';
  const isCompressed = SPINES[spine].lesion.escc === '2' || SPINES[spine].lesion.escc === '3';
  const isUnstable = spine === 'unstable' || spine === 'compressedAndUnstable';
  const surgery = [
    ...(isCompressed && !isSensitive
      ? [recommend('separation-surgery', 'spine-surgery', 2, { ...at, sequence: 1 })]
      : []),
    ...(isUnstable
      ? [recommend('open-stabilisation', 'spine-surgery', 5, { ...at, levels: around(level), sequence: 1 })]
      : []),
  ];
  const days = surgery.length > 0 ? 24 : isCompressed ? 1 : 12;
  const radiotherapy = recommend(isSensitive ? 'cebrt' : 'sbrt', 'radiation-oncology', days, { ...at, sequence: 2 });
  return [...surgery, radiotherapy];
}

/** Two levels above to two below: where a construct holds. */
function around(level: VertebralLevel): VertebralLevel[] {
  const place = VERTEBRAL_LEVELS.indexOf(level);
  return [VERTEBRAL_LEVELS[place - 2]!, VERTEBRAL_LEVELS[place + 2]!];
}

function summaryOf(local: readonly RecommendationContent[], level: VertebralLevel): string {
  return `${local.map(({ modality }) => modality.replaceAll('-', ' ')).join(', then ')} for ${level}.`;
}
