import { citationText } from '../explain/sentences.js';
import type { Definition, ItemDefinition, Option } from '../instrument.js';
import type { QuestionnaireItem, ScoreCodeSystem, ScoreCoding, ScoreConcept, ScoreQuestionnaire } from './resources.js';

const ORDINAL_VALUE = 'http://hl7.org/fhir/StructureDefinition/ordinalValue';

/**
 * An instrument's form as a FHIR R4 Questionnaire, made from its definition: one choice for each item, each answer coded in the
 * instrument's own code system with its points as the ordinal value of its coding. No LOINC or SNOMED code is known for these
 * scores. An item need not be answered: a form may be incomplete.
 */
export function toQuestionnaire(definition: Definition): ScoreQuestionnaire {
  const { id, version, name, items } = definition;
  return {
    resourceType: 'Questionnaire',
    id,
    url: `urn:consilium:questionnaire:${id}`,
    version,
    name: computableName(id),
    title: name,
    status: 'active',
    subjectType: ['Patient'],
    publisher: 'Consilium',
    description: descriptionOf(definition),
    item: items.map((item) => toItem(definition, item)),
  };
}

function toItem(definition: Definition, item: ItemDefinition): QuestionnaireItem {
  return {
    linkId: item.id,
    code: [coding(definition, item.id, item.label)],
    text: item.label,
    type: 'choice',
    required: false,
    answerOption: item.options.map((option) => ({ valueCoding: answerCoding(definition, item, option) })),
  };
}

function answerCoding(definition: Definition, item: ItemDefinition, option: Option): ScoreCoding {
  const coded = coding(definition, codeOf(item, option), option.label);
  if (option.points === null) return coded;
  return { extension: [{ url: ORDINAL_VALUE, valueDecimal: option.points }], ...coded };
}

function coding({ id, version }: Definition, code: string, display: string): ScoreCoding {
  return { system: systemOf(id), version, code, display };
}

/**
 * The code system of an instrument: its items, and below each the answers with their points. Codes are the ids of this library:
 * `pain` for an item, `pain.mechanical` for an answer.
 */
export function toCodeSystem(definition: Definition): ScoreCodeSystem {
  const { id, version, name, items } = definition;
  return {
    resourceType: 'CodeSystem',
    id,
    url: systemOf(id),
    version,
    name: computableName(id),
    title: name,
    status: 'active',
    publisher: 'Consilium',
    description: descriptionOf(definition),
    caseSensitive: true,
    hierarchyMeaning: 'part-of',
    compositional: false,
    // A code alone does not say how many points it gave: they are those of a version.
    versionNeeded: true,
    content: 'complete',
    count: items.reduce((count, { options }) => count + 1 + options.length, 0),
    property: [{ code: 'points', description: 'The points of the answer in this version.', type: 'decimal' }],
    concept: items.map(toConcept),
  };
}

function toConcept(item: ItemDefinition): ScoreConcept {
  return {
    code: item.id,
    display: item.label,
    concept: item.options.map((option) => ({
      code: codeOf(item, option),
      display: option.label,
      ...(option.points !== null && { property: [{ code: 'points', valueDecimal: option.points }] }),
    })),
  };
}

const systemOf = (id: string) => `urn:consilium:score:${id}`;
const codeOf = (item: ItemDefinition, option: Option) => `${item.id}.${option.id}`;

/** `tokuhashi-2005` as a name that a program may bear: `Tokuhashi2005`. */
const computableName = (id: string) => id.replace(/(^|-)(\w)/g, (_, _hyphen, letter: string) => letter.toUpperCase());

function descriptionOf({ citations, evidence, notes }: Definition): string {
  return [
    ...citations.map(citationText),
    `Evidence for the table: ${evidence.grade}.`,
    ...evidence.notes,
    ...notes,
  ].join('\n\n');
}
