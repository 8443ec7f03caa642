import type { Eq5dFacts } from '../facts.js';
import { score, scoreFacts } from '../score.js';

const stateOf = (eq5d: Eq5dFacts) =>
  scoreFacts(eq5d.version === '3L' ? 'eq-5d-3l' : 'eq-5d-5l', { patientReported: { eq5d } })[0]!;

describe('the EQ-5D index', () => {
  // The worst states, and one between, as the authors of the value sets print them.
  it.each([
    ['3L', 'uk-dolan-1997', '11111', 1],
    ['3L', 'uk-dolan-1997', '11211', 0.883],
    ['3L', 'uk-dolan-1997', '33333', -0.594],
    ['3L', 'netherlands-lamers-2006', '33333', -0.329],
    ['3L', 'germany-greiner-2005', '33333', -0.205],
    ['3L', 'germany-greiner-2005', '11211', 0.999],
    ['5L', 'us-pickard-2019', '11111', 1],
    ['5L', 'us-pickard-2019', '55555', -0.573],
    ['5L', 'netherlands-versteegh-2016', '55555', -0.446],
    ['5L', 'netherlands-versteegh-2016', '21111', 0.918],
    ['5L', 'germany-ludwig-2018', '55555', -0.661],
    ['5L', 'england-devlin-2018', '55555', -0.285],
  ] as [Eq5dFacts['version'], Eq5dFacts['valueSet'], string, number][])(
    '%s by %s: the state %s is %d',
    (version, valueSet, state, index) => {
      expect(stateOf({ version, state, valueSet })).toMatchObject({
        complete: true,
        total: index,
        possible: { min: index, max: index },
        category: null,
        prognosis: null,
      });
    },
  );

  it('names its value set in the result, and the facts it was read from', () => {
    const { items } = stateOf({ version: '5L', state: '21231', valueSet: 'germany-ludwig-2018' });
    expect(items.map(({ item, option, from }) => [item, option, from])).toEqual([
      ['value-set', 'germany-ludwig-2018', ['patientReported.eq5d.valueSet']],
      ['mobility', '2', ['patientReported.eq5d.state']],
      ['self-care', '1', ['patientReported.eq5d.state']],
      ['usual-activities', '2', ['patientReported.eq5d.state']],
      ['pain-discomfort', '3', ['patientReported.eq5d.state']],
      ['anxiety-depression', '1', ['patientReported.eq5d.state']],
    ]);
  });

  it('is never computed by a value set that nobody chose: it stays between the lowest and the highest', () => {
    expect(stateOf({ version: '3L', state: '22222' })).toMatchObject({
      complete: false,
      total: null,
      missing: [{ item: 'value-set', options: [{ id: 'uk-dolan-1997' }, { id: 'netherlands-lamers-2006' }, { id: 'germany-greiner-2005' }] }], // prettier-ignore
      // UK 0.516, Netherlands 0.569, Germany 0.701.
      possible: { min: 0.516, max: 0.701 },
    });
  });

  it('says what a form leaves possible', () => {
    const inputs = {
      'value-set': 'uk-dolan-1997',
      mobility: 1,
      'self-care': 1,
      'usual-activities': 2,
      'pain-discomfort': 1,
    };
    expect(score('eq-5d-3l', inputs)).toMatchObject({ complete: false, possible: { min: 0.378, max: 0.883 } });
  });

  it('of one version is not read from the answers to the other', () => {
    const eq5d = { version: '5L', state: '11111', valueSet: 'us-pickard-2019' } as const;
    const [threeLevels] = scoreFacts('eq-5d-3l', { patientReported: { eq5d } });
    expect(threeLevels).toMatchObject({ complete: false, items: [], possible: { min: -0.594, max: 1 } });
  });

  it.each([
    [{ version: '3L', state: '11241' }, 'patientReported.eq5d.state', 'out-of-range'],
    [{ version: '5L', state: '1124' }, 'patientReported.eq5d.state', 'out-of-range'],
    [{ version: '5L', state: '112461' }, 'patientReported.eq5d.state', 'out-of-range'],
    [{ version: '5L', state: 11_111 }, 'patientReported.eq5d.state', 'out-of-range'],
    [{ version: '5L' }, 'patientReported.eq5d.state', 'out-of-range'],
    [{ version: '4L', state: '11111' }, 'patientReported.eq5d.version', 'unknown-option'],
    [{ state: '11111' }, 'patientReported.eq5d.version', 'unknown-option'],
    [{ version: '3L', state: '11111', valueSet: 'us-pickard-2019' }, 'patientReported.eq5d.valueSet', 'unknown-option'],
    ['11111', 'patientReported.eq5d', 'wrong-type'],
  ])('refuses %j, naming %s', (eq5d, item, code) => {
    const compute = () => scoreFacts('eq-5d-3l', { patientReported: { eq5d: eq5d as Eq5dFacts } });
    expect(compute).toThrow(expect.objectContaining({ findings: [expect.objectContaining({ item, code })] }));
  });
});
