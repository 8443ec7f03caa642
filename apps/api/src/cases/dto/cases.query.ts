import { CASE_STATES, LANES, type CaseState, type Lane } from '#workflow';
import { code, IsCode, IsFlag, IsId, IsListOf, PageQuery } from '../../http/index.js';

export const CASE_SORTS = ['newest', 'oldest', 'urgency'] as const;
export type CaseSort = (typeof CASE_SORTS)[number];

export class CasesQuery extends PageQuery {
  @IsListOf(code(CASE_STATES), { max: CASE_STATES.length, optional: true, about: 'Repeat the name for several.' })
  state?: CaseState[];

  @IsId({ optional: true, about: 'Cases of this board.' })
  board?: string;

  @IsCode(LANES, { optional: true, example: 'emergency' })
  lane?: Lane;

  @IsFlag({ optional: true, about: 'Whether a clock of the case runs past its due time.' })
  overdue?: boolean;

  @IsCode(CASE_SORTS, {
    default: 'newest',
    optional: true,
    about:
      '`newest` and `oldest` by referral; `urgency`: the emergency lane first, then the least time left on a running clock.',
  })
  sort: CaseSort = 'newest';
}
