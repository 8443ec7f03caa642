import { readWitnesses } from './witness.js';

const KEY = 'witness.example.org/one+a02c3042+BGOFwiKN5vE/NDXHkM4e9G0y9Z3/3u1LdHqKyx6RZ9e6';
const OTHER = 'witness.example.net+4cf1e3bf+BCqeVfdtQq0NTqXhzJn4BLlAklmx0wCJLS0Qb1uW1BVo';

describe('the setting of witnesses', () => {
  it('is empty where nobody is named', () => {
    expect(readWitnesses(undefined)).toEqual([]);
    expect(readWitnesses(' ')).toEqual([]);
  });

  it.each([
    [
      'https://witness.example.org',
      'the witness "https://witness.example.org" is not a verifier key, a space and an address',
    ],
    [`${OTHER.slice(0, 20)} https://witness.example.org`, 'A verifier key is name+id+key'],
    [`${KEY} ftp://witness.example.org`, 'is not a verifier key, a space and an address'],
    [`${KEY} https://witness.example.org more`, 'is not a verifier key, a space and an address'],
  ])('is refused where it says %j', (setting, sentence) => {
    expect(() => readWitnesses(setting)).toThrow(sentence);
  });
});
