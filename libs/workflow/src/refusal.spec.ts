import { Refusal } from './refusal.js';

class BedsFull extends Refusal {
  readonly code = 'beds-full';
  readonly kind = 'unavailable';

  constructor(
    readonly ward: string,
    options?: ConstructorParameters<typeof Refusal>[1],
  ) {
    super(`Ward ${ward} has no free bed. Try again later.`, options);
  }
}

describe('a refusal', () => {
  it('has a code, a kind and a sentence, and its own public fields as data', () => {
    const refusal = new BedsFull('7B');

    expect(refusal).toBeInstanceOf(Error);
    expect(refusal).toMatchObject({ name: 'BedsFull', code: 'beds-full', kind: 'unavailable' });
    expect(refusal.message).toBe('Ward 7B has no free bed. Try again later.');
    expect(refusal.fields).toEqual({ ward: '7B' });
  });

  it('may say which parts of the input are wrong, and when to come again, without counting them as data', () => {
    const errors = [{ pointer: '/ward', message: 'No such ward.', code: 'unknown' }];
    const refusal = new BedsFull('7B', { errors, retryAfterSeconds: 0 });

    expect(refusal.errors).toEqual(errors);
    expect(refusal.retryAfterSeconds).toBe(0);
    expect(refusal.fields).toEqual({ ward: '7B' });
  });

  it('keeps what caused it, outside its data', () => {
    const cause = new Error('duplicate key');
    const refusal = new BedsFull('7B', { cause });

    expect(refusal.cause).toBe(cause);
    expect(refusal.fields).toEqual({ ward: '7B' });
  });

  it('has no cause where none was given', () => {
    expect('cause' in new BedsFull('7B')).toBe(false);
  });
});
