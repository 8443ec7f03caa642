import type * as scoring from '#scoring';
import { IsDocument, IsListOf, IsPart } from '../../http/index.js';
import { ScoredPatientReportedDto } from './patient-reported.dto.js';
import {
  BurdenDto,
  FrailtyDto,
  GeneralDto,
  LaboratoryDto,
  LesionDto,
  NeurologyDto,
  PainDto,
  PrimaryDto,
} from './scored-facts.dto.js';

/** The facts that instruments read, each entered once for all of them. What is left out is unknown, never "no". */
export class ScoredFactsDto implements scoring.Facts {
  @IsPart(() => PrimaryDto, { optional: true })
  primary?: PrimaryDto;

  @IsPart(() => BurdenDto, { optional: true })
  burden?: BurdenDto;

  @IsListOf(() => LesionDto, { max: 29, optional: true })
  lesions?: LesionDto[];

  @IsPart(() => NeurologyDto, { optional: true })
  neurology?: NeurologyDto;

  @IsPart(() => PainDto, { optional: true })
  pain?: PainDto;

  @IsPart(() => GeneralDto, { optional: true })
  general?: GeneralDto;

  @IsPart(() => LaboratoryDto, { optional: true })
  laboratory?: LaboratoryDto;

  @IsPart(() => FrailtyDto, { optional: true, about: 'Before an operation.' })
  frailty?: FrailtyDto;

  @IsPart(() => ScoredPatientReportedDto, { optional: true })
  patientReported?: ScoredPatientReportedDto;
}

export class ScoreAllDto {
  @IsPart(() => ScoredFactsDto)
  facts: ScoredFactsDto;

  @IsDocument({
    optional: true,
    about:
      'What is uncertain, by the path of each fact: `{anyOf: [...]}`, or `{from, to}` for a count, a grade or, with its `unit`, a laboratory value. A fact recorded as well is the likely value, and one of the possible ones. At most 40 facts of 200 values each.',
    example: {
      'general.kps': { from: 60, to: 80 },
      'burden.visceralMetastases': { anyOf: ['treatable', 'untreatable'] },
    },
  })
  uncertain?: scoring.Uncertain;
}
