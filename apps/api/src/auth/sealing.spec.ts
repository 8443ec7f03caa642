import { seal, unseal } from './sealing.js';

const KEY = Buffer.alloc(32, 1);
const SECRET = Buffer.from('an authenticator’s secret');

describe('a sealed secret', () => {
  it('opens with its key and its context', () => {
    expect(unseal(KEY, seal(KEY, SECRET, 'totp/a/b'), 'totp/a/b')).toEqual(SECRET);
  });

  it('looks different each time', () => {
    expect(seal(KEY, SECRET, 'totp/a/b')).not.toEqual(seal(KEY, SECRET, 'totp/a/b'));
  });

  it('opens for no other account and with no other key', () => {
    const sealed = seal(KEY, SECRET, 'totp/a/b');

    expect(() => unseal(KEY, sealed, 'totp/a/c')).toThrow();
    expect(() => unseal(Buffer.alloc(32, 2), sealed, 'totp/a/b')).toThrow();
  });

  it.each([0, 1, 13, 29])('does not open when its byte %i was changed', (position) => {
    const sealed = seal(KEY, SECRET, 'totp/a/b');
    sealed.writeUInt8(sealed.readUInt8(position) ^ 1, position);

    expect(() => unseal(KEY, sealed, 'totp/a/b')).toThrow();
  });
});
