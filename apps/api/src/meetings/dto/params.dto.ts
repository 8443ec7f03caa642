import { IsId } from '../../http/index.js';

export class BoardIdParam {
  @IsId()
  boardId: string;
}

export class MeetingIdParam {
  @IsId()
  meetingId: string;
}

export class MeetingItemParam extends MeetingIdParam {
  @IsId()
  itemId: string;
}

export class ItemIdParam {
  @IsId()
  itemId: string;
}
