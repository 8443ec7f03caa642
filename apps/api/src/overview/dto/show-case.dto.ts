import { IsId, IsInstant } from '../../http/index.js';

export class CaseIdParam {
  @IsId()
  caseId: string;
}

export class ShowCaseQuery {
  @IsInstant({
    optional: true,
    about: 'The case as it was known at this instant of recorded time, instead of as it is.',
  })
  asOf?: string;
}
