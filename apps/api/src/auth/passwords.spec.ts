import { AUTH_DEFAULTS, type AuthOptions } from './auth.options.js';
import { Passwords } from './passwords.js';

const CHEAP: AuthOptions = {
  ...AUTH_DEFAULTS,
  tokenKey: Buffer.alloc(32),
  credentialKey: Buffer.alloc(32),
  areCookiesSecure: false,
  passwordMaxAgeDays: null,
  passwordCost: { memory: 8, passes: 1, lanes: 1 },
};

describe('passwords', () => {
  it('are kept as argon2id with the parameters that OWASP names', async () => {
    const kept = await new Passwords({ ...CHEAP, passwordCost: AUTH_DEFAULTS.passwordCost }).hash('paper boat');

    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('are right, wrong, or nobody’s', async () => {
    const passwords = new Passwords(CHEAP);
    const kept = await passwords.hash('paper boat');

    expect(await passwords.isRight('paper boat', kept)).toBe(true);
    expect(await passwords.isRight('paper bout', kept)).toBe(false);
    expect(await passwords.isRight('paper boat', null)).toBe(false);
  });

  it('are the same when another keyboard writes their letters as other code points', async () => {
    const passwords = new Passwords(CHEAP);

    expect(await passwords.isRight('Bu\u0308ro am Fluss', await passwords.hash('B\u00fcro am Fluss'))).toBe(true);
  });

  it('wait for their turn, and are refused when too many wait', async () => {
    const passwords = new Passwords({ ...CHEAP, concurrentHashes: 1, waitingHashes: 2 });

    const attempts = await Promise.allSettled(Array.from({ length: 5 }, () => passwords.hash('paper boat')));

    expect(attempts.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect(attempts[4]).toMatchObject({ reason: { code: 'sign-in-busy', kind: 'unavailable', retryAfterSeconds: 3 } });
    await expect(passwords.hash('paper boat')).resolves.toContain('argon2id');
  });
});
