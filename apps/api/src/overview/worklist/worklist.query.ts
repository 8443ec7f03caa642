import type { CalendarDate } from '#pathway';
import { code, IsDay, IsId, IsListOf, PageQuery } from '../../http/index.js';
import { WORK_KINDS, type WorkKind } from './worklist.sql.js';

export class WorklistQuery extends PageQuery {
  @IsListOf(code(WORK_KINDS), { max: WORK_KINDS.length, optional: true, about: 'Repeat the name for several.' })
  kind?: WorkKind[];

  @IsId({ optional: true, about: 'Work of this board.' })
  board?: string;

  @IsId({ optional: true, about: 'Only what this person must do by name.' })
  owner?: string;

  @IsDay({ optional: true, about: 'Due until this day; left out: until today. Running clocks are always shown.' })
  until?: CalendarDate;
}
