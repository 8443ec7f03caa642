import { id, IsDigest, IsId, IsListOf, IsWhole } from '../http/index.js';

export class BoardIdParam {
  @IsId()
  boardId: string;
}

export class MeetingIdParam {
  @IsId()
  meetingId: string;
}

export class CaseIdParam {
  @IsId()
  caseId: string;
}

export class ProposeAgendaDto {
  @IsListOf(id(), {
    min: 1,
    max: 50,
    unique: true,
    optional: true,
    about: 'Only for these meetings; by default for the next eight.',
  })
  meetings?: string[];

  @IsDigest({ optional: true, about: 'The digest of the proposal to apply. Left out, nothing is changed.' })
  confirm?: string;
}

export class DeferralsQuery {
  @IsWhole({ min: 1, max: 28, optional: true, default: 3, example: 3, about: 'Meetings of so many days from now.' })
  days = 3;
}
