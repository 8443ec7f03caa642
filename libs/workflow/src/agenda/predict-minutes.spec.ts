import { predictMinutes, type Discussed } from './predict-minutes.js';

const discussed = (complexity: Discussed['complexity'], ...minutes: number[]): Discussed[] =>
  minutes.map((each) => ({ complexity, minutes: each }));

describe('the minutes a discussion will take', () => {
  it('are the median of five discussions like it, rounded up', () => {
    expect(predictMinutes(discussed('several-lesions', 14, 9.5, 30, 12.2, 11), 'several-lesions')).toEqual({
      minutes: 13,
      basis: 'like-cases',
      sentence: '13 minutes: the median of 5 discussions of several lesions of this board.',
    });
  });

  it('lie between the two middle ones when their number is even', () => {
    expect(predictMinutes(discussed('single-lesion', 4, 6, 8, 10, 12, 40), 'single-lesion').minutes).toBe(9);
  });

  it('are the median of all discussions while fewer than five were alike', () => {
    const history = [...discussed('single-lesion', 6, 6, 7, 8), ...discussed('emergency', 20)];

    expect(predictMinutes(history, 'single-lesion')).toEqual({
      minutes: 7,
      basis: 'all-cases',
      sentence: '7 minutes: the median of 5 discussions of this board.',
    });
  });

  it('are the published mean while the board has fewer than five at all', () => {
    expect(predictMinutes(discussed('single-lesion', 3, 3, 3, 3), 'single-lesion')).toEqual({
      minutes: 10,
      basis: 'published',
      sentence: '10 minutes: the published mean of a spine board, 9.25 minutes.',
    });
  });

  it('are never fewer than one', () => {
    expect(predictMinutes(discussed('ratification', 0, 0, 0, 0, 0), 'ratification').sentence).toBe(
      '1 minute: the median of 5 ratifications of this board.',
    );
  });
});
