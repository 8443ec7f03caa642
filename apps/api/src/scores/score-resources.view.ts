import type {
  InputsSchema,
  OrdinalValue,
  QuestionnaireItem,
  ScoreCodeSystem,
  ScoreCoding,
  ScoreConcept,
  ScoreQuestionnaire,
} from '#scoring';
import { IsCode, IsDecimal, IsDocument, IsFlag, IsListOf, IsPart, IsText, IsWhole, text } from '../http/index.js';

const MAX_OPTIONS = 100;
const NAME = { max: 200, example: 'Tomita score (2001)' };
const DESCRIPTION = { max: 4_000, lines: true, example: 'Spine 2001;26(3):298-306. PMID 11224867.' };

/** A JSON Schema, draft 2020-12, of what `POST /scores/{id}` takes as `inputs`. */
export class InputsSchemaView implements InputsSchema {
  @IsCode(['https://json-schema.org/draft/2020-12/schema'])
  $schema: InputsSchema['$schema'];

  @IsText({ max: 200, example: 'urn:consilium:score-inputs:tomita:1.0.0' })
  $id: string;

  @IsText(NAME)
  title: string;

  @IsText({ max: 1_000, example: 'The answers to the items of Tomita score (2001), version 1.0.0.' })
  description: string;

  @IsCode(['object'])
  type: 'object';

  @IsDocument({
    about: 'Each item by its id, with every way in which it may be answered.',
    example: { growth: { title: 'Growth of the primary tumour', anyOf: [{ const: 'slow', title: 'Slow' }] } },
  })
  properties: InputsSchema['properties'];

  @IsFlag({ example: false })
  additionalProperties: false;
}

export class OrdinalValueView implements OrdinalValue {
  @IsCode(['http://hl7.org/fhir/StructureDefinition/ordinalValue'])
  url: OrdinalValue['url'];

  @IsDecimal({ min: 0, max: 1_000, places: 0, example: 4 })
  valueDecimal: number;
}

export class ScoreCodingView implements ScoreCoding {
  @IsListOf(() => OrdinalValueView, { max: 1, optional: true, about: 'The points of the answer.' })
  extension?: OrdinalValueView[];

  @IsText({ max: 200, example: 'urn:consilium:score:tomita' })
  system: string;

  @IsText({ max: 50, example: '1.0.0' })
  version: string;

  @IsText({ max: 200, example: 'growth.rapid' })
  code: string;

  @IsText({ max: 500, example: 'Rapid' })
  display: string;
}

export class AnswerOptionView {
  @IsPart(() => ScoreCodingView)
  valueCoding: ScoreCodingView;
}

export class QuestionnaireItemView implements QuestionnaireItem {
  @IsText({ max: 100, example: 'growth' })
  linkId: string;

  @IsListOf(() => ScoreCodingView, { max: 1 })
  code: ScoreCodingView[];

  @IsText({ max: 500, example: 'Growth of the primary tumour' })
  text: string;

  @IsCode(['choice'])
  type: 'choice';

  @IsFlag({ example: false, about: 'A form may be incomplete.' })
  required: false;

  @IsListOf(() => AnswerOptionView, { max: MAX_OPTIONS })
  answerOption: AnswerOptionView[];
}

/** What every resource says that is generated from an instrument's definition. */
class DefinedResourceView {
  @IsText({ max: 64, example: 'tomita' })
  id: string;

  @IsText({ max: 50, example: '1.0.0' })
  version: string;

  @IsText({ max: 255, example: 'Tomita' })
  name: string;

  @IsText(NAME)
  title: string;

  @IsCode(['active'])
  status: 'active';

  @IsCode(['Consilium'])
  publisher: 'Consilium';

  @IsText(DESCRIPTION)
  description: string;
}

/** A FHIR R4 Questionnaire. */
export class QuestionnaireView extends DefinedResourceView implements ScoreQuestionnaire {
  @IsCode(['Questionnaire'])
  readonly resourceType: 'Questionnaire';

  @IsText({ max: 200, example: 'urn:consilium:questionnaire:tomita' })
  url: string;

  @IsListOf(text({ max: 20, example: 'Patient' }), { max: 1 })
  subjectType: ['Patient'];

  @IsListOf(() => QuestionnaireItemView, { max: 50 })
  item: QuestionnaireItemView[];
}

export class ConceptPropertyView {
  @IsCode(['points'])
  code: 'points';

  @IsDecimal({ min: 0, max: 1_000, places: 0, example: 4 })
  valueDecimal: number;
}

export class AnswerConceptView implements ScoreConcept {
  @IsText({ max: 200, example: 'growth.rapid' })
  code: string;

  @IsText({ max: 500, example: 'Rapid' })
  display: string;

  @IsListOf(() => ConceptPropertyView, { max: 1, optional: true })
  property?: ConceptPropertyView[];
}

export class ItemConceptView implements ScoreConcept {
  @IsText({ max: 200, example: 'growth' })
  code: string;

  @IsText({ max: 500, example: 'Growth of the primary tumour' })
  display: string;

  @IsListOf(() => AnswerConceptView, { max: MAX_OPTIONS })
  concept: AnswerConceptView[];
}

export class PropertyDefinitionView {
  @IsCode(['points'])
  code: 'points';

  @IsText({ max: 500, example: 'The points of the answer in this version.' })
  description: string;

  @IsCode(['decimal'])
  type: 'decimal';
}

/** A FHIR R4 CodeSystem: the items of an instrument, and below each its answers with their points. */
export class CodeSystemView extends DefinedResourceView implements ScoreCodeSystem {
  @IsCode(['CodeSystem'])
  readonly resourceType: 'CodeSystem';

  @IsText({ max: 200, example: 'urn:consilium:score:tomita' })
  url: string;

  @IsFlag({ example: true })
  caseSensitive: true;

  @IsCode(['part-of'])
  hierarchyMeaning: 'part-of';

  @IsFlag({ example: false })
  compositional: false;

  @IsFlag({ example: true, about: 'A code alone does not say how many points it gave.' })
  versionNeeded: true;

  @IsCode(['complete'])
  content: 'complete';

  @IsWhole({ min: 1, max: 10_000, example: 11 })
  count: number;

  @IsListOf(() => PropertyDefinitionView, { max: 1 })
  property: PropertyDefinitionView[];

  @IsListOf(() => ItemConceptView, { max: 50 })
  concept: ItemConceptView[];
}
