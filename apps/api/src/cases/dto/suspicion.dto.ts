import { COMPRESSION_SIGNS, PAIN_FEATURES, type CompressionSign, type PainFeature } from '#pathway';
import { code, IsFlag, IsInstant, IsListOf, IsPart, IsWhole } from '../../http/index.js';

export class RadicularDeficitDto {
  @IsWhole({ min: 0, max: 3_650, example: 5, about: 'Whole days since the deficit began to evolve.' })
  evolvingForDays: number;
}

/** What is suspected, and since when. Left out is unknown and starts no clock; an empty list says "none". */
export class SuspicionDto {
  @IsInstant({ about: 'When it was first suspected: the clocks count from here. Not later than now.' })
  suspectedAt: string;

  @IsListOf(code(COMPRESSION_SIGNS), {
    max: COMPRESSION_SIGNS.length,
    unique: true,
    optional: true,
    example: ['limb-weakness'],
    about: 'Signs of cord or cauda equina compression (NICE NG234).',
  })
  compressionSigns?: CompressionSign[];

  @IsPart(() => RadicularDeficitDto, { optional: true })
  radicularDeficit?: RadicularDeficitDto;

  @IsListOf(code(PAIN_FEATURES), {
    max: PAIN_FEATURES.length,
    unique: true,
    optional: true,
    example: ['nocturnal', 'progressive'],
    about: 'Pain that suggests spinal metastases (NICE QS56, statement 2).',
  })
  painFeatures?: PainFeature[];

  @IsFlag({ optional: true, example: false })
  instabilitySuspected?: boolean;
}
