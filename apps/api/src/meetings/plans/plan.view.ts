import { SPECIALTIES, type Specialty } from '#workflow';
import { code, IsCode, IsFlag, IsId, IsInstant, IsListOf, IsText, IsWhole } from '../../http/index.js';
import { isBlinded, type AgendaItem } from '../agenda/agenda-item.js';
import { PlannedMeasureDto } from './dto/write-plan.dto.js';
import { countingPlans, type CountingPlan } from './plan.js';

export class PreliminaryPlanView {
  @IsId()
  id: string;

  @IsId()
  agendaItemId: string;

  @IsId()
  authorId: string;

  @IsCode(SPECIALTIES, { example: 'spine-surgery' })
  specialty: Specialty;

  @IsListOf(() => PlannedMeasureDto, { max: 20 })
  measures: PlannedMeasureDto[];

  @IsText({ max: 4_000, lines: true, nullable: true, example: 'Stabilise first: SINS 14. SBRT two weeks after.' })
  text: string | null;

  @IsInstant()
  writtenAt: string;

  @IsWhole({ min: 1, max: 2_147_483_647, about: 'How often its author has written it.', example: 1 })
  version: number;
}

export class PreliminaryPlansView {
  @IsId()
  agendaItemId: string;

  @IsFlag({ about: 'Before the discussion opens one sees the own plan, and which specialties have written.' })
  isBlinded: boolean;

  @IsListOf(code(SPECIALTIES), {
    max: SPECIALTIES.length,
    unique: true,
    example: ['radiation-oncology', 'spine-surgery'],
  })
  writtenBy: Specialty[];

  @IsListOf(() => PreliminaryPlanView, { max: 100, about: 'The latest of each author, as far as one may see them.' })
  plans: PreliminaryPlanView[];
}

export function toPlanView(plan: CountingPlan, agendaItemId: string): PreliminaryPlanView {
  const { id, authorId, specialty, writtenAt, version, content } = plan;
  const measures = content.measures.map(({ levels, ...measure }) => ({
    ...measure,
    ...(levels && { levels: [...levels] }),
  }));
  return { id, agendaItemId, authorId, specialty, measures, text: content.text ?? null, writtenAt, version };
}

/** The plans of an item as one person may see them now. */
export function toPlansView(item: AgendaItem, readerId: string): PreliminaryPlansView {
  const plans = countingPlans(item.plans);
  const visible = isBlinded(item) ? plans.filter(({ authorId }) => authorId === readerId) : plans;
  return {
    agendaItemId: item.id,
    isBlinded: isBlinded(item),
    // By name, not by time: who wrote first is nobody's business yet.
    writtenBy: [...new Set(plans.map(({ specialty }) => specialty))].toSorted(),
    plans: visible.map((plan) => toPlanView(plan, item.id)),
  };
}
