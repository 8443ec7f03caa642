/** The parts of FHIR R4 that a score's form needs. The specification's own types are wider; a test holds these against them. */

/** http://hl7.org/fhir/StructureDefinition/ordinalValue: the points of an answer. */
export interface OrdinalValue {
  url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue';
  valueDecimal: number;
}

export interface ScoreCoding {
  extension?: OrdinalValue[];
  system: string;
  version: string;
  code: string;
  display: string;
}

export interface QuestionnaireItem {
  linkId: string;
  code: ScoreCoding[];
  text: string;
  type: 'choice';
  required: false;
  answerOption: { valueCoding: ScoreCoding }[];
}

export interface ScoreQuestionnaire {
  readonly resourceType: 'Questionnaire';
  id: string;
  url: string;
  version: string;
  name: string;
  title: string;
  status: 'active';
  subjectType: ['Patient'];
  publisher: 'Consilium';
  description: string;
  item: QuestionnaireItem[];
}

export interface ScoreConcept {
  code: string;
  display: string;
  property?: { code: 'points'; valueDecimal: number }[];
  concept?: ScoreConcept[];
}

export interface ScoreCodeSystem {
  readonly resourceType: 'CodeSystem';
  id: string;
  url: string;
  version: string;
  name: string;
  title: string;
  status: 'active';
  publisher: 'Consilium';
  description: string;
  caseSensitive: true;
  hierarchyMeaning: 'part-of';
  compositional: false;
  versionNeeded: true;
  content: 'complete';
  count: number;
  property: { code: 'points'; description: string; type: 'decimal' }[];
  concept: ScoreConcept[];
}
