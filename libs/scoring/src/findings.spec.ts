import { type Finding, quoted, refuseIfAny, ScoringInputError } from './findings.js';

const finding = (item: string): Finding => ({ item, code: 'wrong-type', message: `${item} is wrong.` });

describe('a refusal', () => {
  it('names the first item at fault, and says everything that is wrong', () => {
    const refusal = new ScoringInputError([finding('pain'), finding('growth')]);
    expect(refusal).toMatchObject({
      name: 'ScoringInputError',
      item: 'pain',
      message: 'pain is wrong. growth is wrong.',
      findings: [finding('pain'), finding('growth')],
    });
    expect(refusal).toBeInstanceOf(Error);
  });

  it('is thrown where there is anything to refuse, and only there', () => {
    expect(() => refuseIfAny([])).not.toThrow();
    expect(() => refuseIfAny([finding('pain')])).toThrow(new ScoringInputError([finding('pain')]));
  });
});

describe('a value from outside', () => {
  it.each([
    ['x'.repeat(58), `"${'x'.repeat(58)}"`],
    ['x'.repeat(59), `"${'x'.repeat(59)}…`],
    [{ kps: 80 }, '{"kps":80}'],
    [undefined, 'undefined'],
    [Symbol('kps'), 'Symbol(kps)'],
  ])('is quoted as JSON where it can be, and cut after sixty letters: %p', (value, text) => {
    expect(quoted(value)).toBe(text);
  });
});
