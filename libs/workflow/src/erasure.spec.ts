import { requireSecondPerson, SecondPersonNeeded } from './erasure.js';

describe('an erasure', () => {
  it('takes two people', () => {
    expect(() => requireSecondPerson('ada', 'ben')).not.toThrow();
    expect(() => requireSecondPerson('ada', 'ada')).toThrow(SecondPersonNeeded);
  });
});
