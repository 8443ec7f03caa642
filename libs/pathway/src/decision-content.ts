import type { VertebralLevel } from '#scoring';
import type { CalendarDate } from './calendar.js';
import type { ImagingModality, Intent, Modality, Priority } from './modalities.js';

/** One line of a decision. */
export interface RecommendationContent {
  id?: string;
  modality: Modality;
  intent: Intent;
  /** Where; for surgery the first and the last instrumented level suffice. Absent means the whole case. */
  levels?: VertebralLevel[];
  priority: Priority;
  responsibleSpecialty: string;
  dueOn: CalendarDate;
  /** Order among the recommendations, from 1; equal or absent where the board leaves it open. */
  sequence?: number;
  /** Which examination, for `further-imaging`. */
  imaging?: ImagingModality;
  text?: string;
}

/** Checks whose rule is itself met by a reason in the decision; every other finding is answered by the chair's override. */
export const REASON_TOPICS = [
  'instability-unaddressed',
  'compression-with-deficit',
  'bone-agent-not-considered',
  'guideline-deviation',
] as const;
export type ReasonTopic = (typeof REASON_TOPICS)[number];

/** What the board recommends. It is hashed and signed: JSON-safe, whole numbers only, absent fields left out. */
export interface DecisionContent {
  recommendations: RecommendationContent[];
  /** Medical oncology's plan, or the explicit "none planned", which needs its reason. */
  systemicPlan?: { planned: boolean; reason?: string };
  /** What is done about pain, where the pain team is not asked. */
  painPlan?: string;
  /** Preferences that the patient expressed to the board, where no assessment holds them. */
  preferences?: string;
  psychosocialAssessed?: boolean;
  /** `false` where SBRT cannot be given here. */
  sbrtPossible?: boolean;
  summary?: string;
  reasons?: Partial<Record<ReasonTopic, string>>;
}
