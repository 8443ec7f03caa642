import { DEFAULT_PARAMETERS } from '../parameters.js';
import { orderFindings, type OrderWish } from './order-rules.js';

const codes = (wish: OrderWish) => orderFindings(wish, DEFAULT_PARAMETERS.followUp).map(({ code }) => code);

describe('an imaging order', () => {
  it.each([
    [5, ['interval-out-of-range']],
    [6, []],
    [16, []],
    [17, ['interval-out-of-range']],
    [6.5, ['interval-out-of-range']],
    [undefined, ['interval-out-of-range']],
  ])('asked for routinely at %p weeks is answered by %p', (weeks, expected) => {
    expect(codes({ kind: 'routine', weeks })).toEqual(expected);
  });

  it('refused at 17 weeks says which doors are open', () => {
    expect(orderFindings({ kind: 'routine', weeks: 17 }, DEFAULT_PARAMETERS.followUp)).toEqual([
      {
        code: 'interval-out-of-range',
        sentence:
          'Routine imaging follows every 6 to 16 weeks, in whole weeks; 17 is refused. Order a clinically indicated examination, or record a board exception, with the reason.',
        pointer: '/weeks',
      },
    ]);
    expect(orderFindings({ kind: 'routine' }, DEFAULT_PARAMETERS.followUp)[0]!.sentence).toContain(
      'no interval is refused',
    );
  });

  it('cannot be talked out of the range by a reason', () => {
    expect(codes({ kind: 'routine', weeks: 5, reason: 'the family asks for it' })).toEqual(['interval-out-of-range']);
  });

  it.each(['clinically-indicated', 'board-exception'] as const)(
    'that is %s needs its reason, and no interval',
    (kind) => {
      expect(codes({ kind, reason: 'new pain at T8' })).toEqual([]);
      expect(codes({ kind, weeks: 3, reason: '  ' })).toEqual(['order-reason-required']);
      expect(codes({ kind })).toEqual(['order-reason-required']);
    },
  );

  it('for the baseline is free of both', () => {
    expect(codes({ kind: 'baseline' })).toEqual([]);
  });
});
