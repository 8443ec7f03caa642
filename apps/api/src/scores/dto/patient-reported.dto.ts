import * as scoring from '#scoring';
import { IsCode, IsPart, IsRecordOf, IsText, whole } from '../../http/index.js';

export class Eq5dDto implements scoring.Eq5dFacts {
  @IsCode(scoring.EQ5D_VERSIONS, { example: '5L' })
  version: scoring.Eq5dFacts['version'];

  @IsText({ max: 5, min: 5, pattern: /^[1-5]{5}$/, shape: 'five digits from 1 to 5,', example: '11223' })
  state: string;

  @IsCode([...scoring.EQ5D_VALUE_SETS['3L'], ...scoring.EQ5D_VALUE_SETS['5L']], {
    optional: true,
    example: 'netherlands-versteegh-2016',
    about: 'One of the version’s own. Without it the state is kept and there is no index.',
  })
  valueSet?: scoring.Eq5dFacts['valueSet'];
}

/** What instruments score of what patients report. */
export class ScoredPatientReportedDto implements scoring.PatientReportedFacts {
  @IsPart(() => Eq5dDto, { optional: true })
  eq5d?: Eq5dDto;

  @IsRecordOf(whole({ min: 1, max: 5 }), {
    max: 20,
    optional: true,
    example: { 1: 1, 2: 3, 20: 2 },
    about: 'SOSGOQ2.0, by the number of the question. One left out was not answered.',
  })
  sosgoq?: Readonly<Record<string, number>>;
}
