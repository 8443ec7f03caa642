import type { CodeSystem, Questionnaire } from 'fhir/r4.js';
import { INSTRUMENT_IDS } from '../instrument.js';
import { INSTRUMENTS } from '../registry.js';
import { toCodeSystem, toQuestionnaire } from './questionnaire.js';

describe('the FHIR resources of an instrument', () => {
  it('ask each item as a choice, each answer with its points', () => {
    const { item, ...questionnaire }: Questionnaire = toQuestionnaire(INSTRUMENTS.tomita.definition);
    expect(questionnaire).toEqual({
      resourceType: 'Questionnaire',
      id: 'tomita',
      url: 'urn:consilium:questionnaire:tomita',
      version: '1.0.0',
      name: 'Tomita',
      title: 'Tomita score (2001)',
      status: 'active',
      subjectType: ['Patient'],
      publisher: 'Consilium',
      description: expect.stringContaining(
        'Spine 2001;26(3):298-306. PMID 11224867.\n\nEvidence for the table: verified.',
      ),
    });
    expect(item).toHaveLength(3);
    expect(item[0]).toMatchObject({
      linkId: 'growth',
      type: 'choice',
      required: false,
      text: 'Growth of the primary tumour',
      code: [{ system: 'urn:consilium:score:tomita', version: '1.0.0', code: 'growth' }],
    });
    expect(item[0]!.answerOption![2]).toEqual({
      valueCoding: {
        extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: 4 }],
        system: 'urn:consilium:score:tomita',
        version: '1.0.0',
        code: 'growth.rapid',
        display: 'Rapid',
      },
    });
  });

  it('give a scale of grades no points', () => {
    const { item }: Questionnaire = toQuestionnaire(INSTRUMENTS.escc.definition);
    expect(item[0]!.answerOption!.map(({ valueCoding }) => valueCoding!.code)).toEqual([
      'grade.0',
      'grade.1a',
      'grade.1b',
      'grade.1c',
      'grade.2',
      'grade.3',
    ]);
    expect(item[0]!.answerOption!.some(({ valueCoding }) => valueCoding!.extension)).toBe(false);
    expect(toCodeSystem(INSTRUMENTS.escc.definition).concept[0]!.concept![0]).toEqual({
      code: 'grade.0',
      display: 'Bone only',
    });
  });

  it('define every code with its points', () => {
    const system: CodeSystem = toCodeSystem(INSTRUMENTS.tomita.definition);
    expect(system).toMatchObject({
      resourceType: 'CodeSystem',
      url: 'urn:consilium:score:tomita',
      version: '1.0.0',
      name: 'Tomita',
      content: 'complete',
      versionNeeded: true,
      count: 11,
    });
    expect(system.concept![2]).toEqual({
      code: 'bone-metastases',
      display: 'Bone metastases, spine included',
      concept: [
        {
          code: 'bone-metastases.solitary-or-isolated',
          display: 'Solitary or isolated',
          property: [{ code: 'points', valueDecimal: 1 }],
        },
        { code: 'bone-metastases.multiple', display: 'Multiple', property: [{ code: 'points', valueDecimal: 2 }] },
      ],
    });
  });
});

describe.each(INSTRUMENT_IDS.map((id) => [id]))('the FHIR resources of %s', (id) => {
  const { definition } = INSTRUMENTS[id];
  const questionnaire = toQuestionnaire(definition);
  const system = toCodeSystem(definition);
  const concepts = system.concept.flatMap((item) => [item, ...item.concept!]);

  it('have codes and names of the shapes that FHIR asks for, each once', () => {
    for (const { code, display } of concepts) {
      expect(code).toMatch(/^[^\s]+(\s[^\s]+)*$/);
      expect(display.length).toBeGreaterThan(0);
    }
    expect(new Set(concepts.map(({ code }) => code)).size).toBe(concepts.length);
    expect(system.count).toBe(concepts.length);
    expect(questionnaire.name).toMatch(/^[A-Z][A-Za-z0-9_]{0,254}$/);
    expect(questionnaire.id).toMatch(/^[A-Za-z0-9\-.]{1,64}$/);
  });

  it('agree with each other: what the form asks, the code system defines', () => {
    const asked = questionnaire.item.flatMap(({ code, answerOption }) => [
      ...code,
      ...answerOption.map((each) => each.valueCoding),
    ]);
    expect(asked.map(({ system: url, version, code, display }) => [url, version, code, display])).toEqual(
      concepts.map(({ code, display }) => [system.url, definition.version, code, display]),
    );
    expect(asked.map(({ extension }) => extension?.[0]!.valueDecimal)).toEqual(
      concepts.map(({ property }) => property?.[0]!.valueDecimal),
    );
  });
});
