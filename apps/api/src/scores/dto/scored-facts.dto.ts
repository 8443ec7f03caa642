import * as scoring from '#scoring';
import { code, IsCode, IsDay, IsDecimal, IsFlag, IsListOf, IsPart, IsText, IsWhole, text } from '../../http/index.js';
import {
  AlbuminDto,
  AlkalinePhosphataseDto,
  BilirubinDto,
  CalciumDto,
  CrpDto,
  LdhDto,
  PlateletsDto,
} from './quantity.dto.js';

// The facts that scores read. Where an answer that people give is refused with an explanation of its own (colorectal, exactly half a
// vertebral body), the code is judged by scoring, which gives it, and not by the shape.

const LEVEL = code(scoring.VERTEBRAL_LEVELS, 'T8');
const LEVELS = { max: scoring.VERTEBRAL_LEVELS.length, example: ['T8'] };
const oneOf = (codes: readonly string[]) => `One of ${codes.join(', ')}.`;

export class PrimaryDto implements scoring.PrimaryFacts {
  @IsText({ max: 100, optional: true, example: 'breast', about: oneOf(scoring.PRIMARY_SITES) })
  site?: scoring.PrimarySite;

  @IsCode(scoring.HISTOLOGIES, { optional: true, example: 'adenocarcinoma' })
  histology?: scoring.Histology;

  @IsCode(scoring.GROWTH_CLASSES, { optional: true, about: 'Tomita’s class, answered by a clinician.' })
  growth?: scoring.GrowthClass;

  @IsCode(scoring.RADIOSENSITIVITIES, {
    optional: true,
    about: 'To conventional radiotherapy, confirmed by a clinician.',
  })
  radiosensitivity?: scoring.Radiosensitivity;

  @IsText({
    max: 100,
    optional: true,
    example: 'breast',
    about: `Which row of Tokuhashi counts, where site and histology fit two. ${oneOf(scoring.TOKUHASHI_PRIMARIES)}`,
  })
  tokuhashiPrimary?: scoring.TokuhashiPrimary;

  @IsCode(scoring.GROWTH_CLASSES, { optional: true, about: 'Katagiri’s class, where the facts leave it open.' })
  katagiriClass?: scoring.GrowthClass;

  @IsCode(scoring.MIZUMOTO_TUMOUR_TYPES, { optional: true, about: 'Mizumoto’s tumour type, answered by a clinician.' })
  mizumotoTumourType?: scoring.PrimaryFacts['mizumotoTumourType'];

  @IsFlag({ optional: true })
  hormoneDependent?: boolean;

  @IsFlag({ optional: true })
  targetableDriverTreated?: boolean;

  @IsText({
    max: 10,
    pattern: /^\d{4}\/\d$/,
    shape: 'an ICD-O-3 morphology like 8140/3',
    optional: true,
    example: '8140/3',
  })
  morphology?: string;

  @IsText({
    max: 10,
    pattern: /^C\d{2}(\.\d)?$/,
    shape: 'an ICD-O-3 topography like C50.9',
    optional: true,
    example: 'C50.9',
  })
  topography?: string;

  @IsDay({ optional: true, example: '2021-05-20' })
  diagnosedOn?: string;

  @IsListOf(LEVEL, { ...LEVELS, optional: true, about: 'Empty: no level was irradiated.' })
  previouslyIrradiatedLevels?: scoring.VertebralLevel[];
}

export class BurdenDto implements scoring.BurdenFacts {
  @IsCode(scoring.MAJOR_ORGAN_METASTASES, { optional: true, about: 'What Tokuhashi asks: removable or not.' })
  majorOrganMetastases?: scoring.BurdenFacts['majorOrganMetastases'];

  @IsCode(scoring.VISCERAL_METASTASES, { optional: true, about: 'What Tomita asks: treatable or not.' })
  visceralMetastases?: scoring.BurdenFacts['visceralMetastases'];

  @IsCode(scoring.VISCERAL_PATTERNS, { optional: true })
  visceralPattern?: scoring.BurdenFacts['visceralPattern'];

  @IsFlag({ optional: true, example: false })
  brainMetastases?: boolean;

  @IsWhole({ min: 0, max: 999, optional: true, example: 1, about: 'Bone metastases outside the spine.' })
  extraspinalBoneMetastases?: number;

  @IsListOf(LEVEL, { ...LEVELS, optional: true, about: 'Every vertebra involved, at least one.' })
  vertebraeInvolved?: scoring.VertebralLevel[];

  @IsFlag({
    optional: true,
    example: false,
    about: 'Besides the one that compresses the cord, where the counts leave it open.',
  })
  otherBoneMetastases?: boolean;

  @IsFlag({ optional: true, example: false })
  pathologicalFracture?: boolean;

  @IsFlag({ optional: true, example: false })
  previousChemotherapy?: boolean;

  @IsCode(scoring.GROWTH_CLASSES, { optional: true, about: 'How fast the disease progresses.' })
  progression?: scoring.GrowthClass;
}

export class LesionDto implements scoring.LesionFacts {
  @IsListOf(LEVEL, { ...LEVELS, min: 1, about: 'Adjacent levels; another stretch is another lesion.' })
  levels: scoring.VertebralLevel[];

  @IsCode(scoring.COMPARTMENTS, { optional: true })
  compartment?: scoring.LesionFacts['compartment'];

  @IsCode(scoring.BONE_QUALITIES, { optional: true })
  boneQuality?: scoring.LesionFacts['boneQuality'];

  @IsCode(scoring.ALIGNMENTS, { optional: true, example: 'normal' })
  alignment?: scoring.LesionFacts['alignment'];

  @IsText({ max: 100, optional: true, example: 'none', about: oneOf(scoring.COLLAPSES) })
  collapse?: scoring.LesionFacts['collapse'];

  @IsCode(scoring.POSTEROLATERAL_INVOLVEMENTS, { optional: true, example: 'none' })
  posterolateral?: scoring.LesionFacts['posterolateral'];

  @IsCode(scoring.ESCC_GRADES, { optional: true, example: '1b', about: 'Epidural compression (Bilsky 2010).' })
  escc?: scoring.EsccGrade;

  @IsFlag({ optional: true, example: false })
  paraspinalExtension?: boolean;
}

export class NeurologyDto implements scoring.NeurologyFacts {
  @IsCode(scoring.FRANKEL_GRADES, { optional: true, example: 'E' })
  frankel?: scoring.FrankelGrade;

  @IsCode(scoring.FRANKEL_GRADES, {
    optional: true,
    example: 'E',
    about: 'ASIA Impairment Scale; not the same as Frankel.',
  })
  ais?: scoring.AisGrade;

  @IsDay({ optional: true })
  motorDeficitSince?: string;

  @IsWhole({ min: 0, max: 9_999, optional: true, example: 5, about: 'Days in which the motor deficit developed.' })
  motorDeficitDays?: number;

  @IsDay({ optional: true, about: 'When the compression of the cord was found.' })
  compressionOn?: string;

  @IsFlag({ optional: true, example: false })
  myelopathy?: boolean;

  @IsFlag({ optional: true, example: false })
  radiculopathy?: boolean;

  @IsCode(scoring.AMBULATIONS, { optional: true })
  ambulation?: scoring.NeurologyFacts['ambulation'];

  @IsCode(scoring.SPHINCTER_FUNCTIONS, { optional: true })
  bladder?: scoring.NeurologyFacts['bladder'];

  @IsCode(scoring.SPHINCTER_FUNCTIONS, { optional: true })
  bowel?: scoring.NeurologyFacts['bowel'];
}

/** Before and after a radiotherapy for pain. */
export class RadiotherapyPainDto implements scoring.RadiotherapyPainFacts {
  @IsWhole({ min: 1, max: 10, optional: true, example: 7, about: 'Numeric rating scale at the treated site.' })
  nrsBefore?: number;

  @IsWhole({ min: 0, max: 10, optional: true, example: 3 })
  nrsAfter?: number;

  @IsCode(scoring.OPIOID_CHANGES, {
    optional: true,
    example: 'unchanged',
    about: 'The daily dose, against the dose before.',
  })
  opioidDose?: scoring.RadiotherapyPainFacts['opioidDose'];

  @IsFlag({ optional: true, example: false })
  otherAnalgesicsIncreased?: boolean;
}

export class PainDto implements scoring.PainFacts {
  @IsWhole({ min: 0, max: 10, optional: true, example: 4, about: 'Numeric rating scale.' })
  nrsNow?: number;

  @IsWhole({ min: 0, max: 10, optional: true, example: 7 })
  nrsWorst?: number;

  @IsCode(scoring.PAIN_CHARACTERS, { optional: true })
  character?: scoring.PainFacts['character'];

  @IsFlag({ optional: true })
  nocturnal?: boolean;

  @IsFlag({ optional: true, example: false })
  radicular?: boolean;

  @IsPart(() => RadiotherapyPainDto, { optional: true })
  radiotherapy?: RadiotherapyPainDto;
}

export class GeneralDto implements scoring.GeneralFacts {
  @IsWhole({ min: 0, max: 100, step: 10, optional: true, example: 80, about: 'Karnofsky; never converted from ECOG.' })
  kps?: number;

  @IsWhole({ min: 0, max: 5, optional: true, example: 1 })
  ecog?: number;

  @IsCode(scoring.KPS_MAPPINGS, {
    optional: true,
    about: 'Chosen, it gives the ECOG of a patient who has only a KPS, and every result says so.',
  })
  ecogMapping?: scoring.KpsMapping;

  @IsWhole({ min: 0, max: 130, optional: true, example: 64, about: 'Years completed at the assessment.' })
  age?: number;

  @IsListOf(text({ max: 200, example: 'diabetes' }), { max: 100, optional: true })
  comorbidities?: string[];

  @IsDecimal({
    min: 0,
    max: 100,
    places: 2,
    optional: true,
    example: 4.5,
    about: 'Percent of body weight within six months.',
  })
  weightLossPercent?: number;

  @IsFlag({ optional: true })
  toleratesSurgery?: boolean;
}

/** Each value with its unit and its day. */
export class LaboratoryDto implements scoring.LaboratoryFacts {
  @IsPart(() => AlbuminDto, { optional: true })
  albumin?: scoring.LaboratoryFacts['albumin'];

  @IsPart(() => CrpDto, { optional: true })
  crp?: scoring.LaboratoryFacts['crp'];

  @IsPart(() => LdhDto, { optional: true })
  ldh?: scoring.LaboratoryFacts['ldh'];

  @IsPart(() => PlateletsDto, { optional: true })
  platelets?: scoring.LaboratoryFacts['platelets'];

  @IsPart(() => CalciumDto, { optional: true })
  calcium?: scoring.LaboratoryFacts['calcium'];

  @IsPart(() => BilirubinDto, { optional: true })
  bilirubin?: scoring.LaboratoryFacts['bilirubin'];

  @IsPart(() => AlkalinePhosphataseDto, { optional: true })
  alkalinePhosphatase?: scoring.LaboratoryFacts['alkalinePhosphatase'];

  @IsFlag({ optional: true, example: false, about: 'Whether the laboratory flagged it; the limit is its own.' })
  alkalinePhosphataseRaised?: boolean;

  @IsFlag({ optional: true, example: false, about: 'By the laboratory’s own limit.' })
  hypercalcaemia?: boolean;
}

/** What the frailty index counts. */
export class FrailtyDto implements scoring.FrailtyFacts {
  @IsFlag({ optional: true, example: false })
  anaemia?: boolean;

  @IsFlag({ optional: true, example: false })
  chronicLungDisease?: boolean;

  @IsFlag({ optional: true, example: false })
  coagulopathy?: boolean;

  @IsFlag({ optional: true, example: false })
  electrolyteAbnormality?: boolean;

  @IsFlag({ optional: true, example: false })
  pulmonaryCirculationDisorder?: boolean;

  @IsFlag({ optional: true, example: false })
  renalFailure?: boolean;

  @IsFlag({ optional: true, example: false })
  malnutrition?: boolean;

  @IsFlag({ optional: true, example: false })
  emergentOrUrgentAdmission?: boolean;

  @IsFlag({ optional: true, example: false })
  anteriorOrCombinedApproach?: boolean;
}
