import { code, IsId, IsListOf, PageQuery } from '../../../http/index.js';
import { NOTICE_STATES, type NoticeState } from '../../notice.js';

export class NoticesQuery extends PageQuery {
  @IsListOf(code(NOTICE_STATES), { max: NOTICE_STATES.length, optional: true, about: 'Repeat the name for several.' })
  state?: NoticeState[];
}

export class NoticeIdParam {
  @IsId()
  noticeId: string;
}
