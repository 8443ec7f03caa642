import { judgeCredential } from './judge-credential.js';

/** At this time RFC 6238's secret gives 287082, for step 1. */
const NOW = new Date('1970-01-01T00:00:59Z');
const CREDENTIAL = {
  totpSecret: Buffer.from('12345678901234567890'),
  totpLastStep: 0,
  failedAttempts: 0,
  blockedUntil: null,
};

describe('judging a credential', () => {
  it('finds password and code right', () => {
    expect(judgeCredential(CREDENTIAL, { password: 'right', totp: '287082' }, NOW)).toEqual({
      outcome: 'right',
      method: 'password+totp',
      totpStep: 1,
    });
  });

  it('finds the password enough where no authenticator is enrolled', () => {
    const credential = { ...CREDENTIAL, totpSecret: null, totpLastStep: 7 };

    expect(judgeCredential(credential, { password: 'right', totp: undefined }, NOW)).toEqual({
      outcome: 'right',
      method: 'password',
      totpStep: 7,
    });
  });

  it('finds the code enough in a signing series', () => {
    expect(judgeCredential(CREDENTIAL, { password: 'series', totp: '287082' }, NOW)).toMatchObject({
      outcome: 'right',
      method: 'totp',
    });
  });

  it('asks for the code where only the password came', () => {
    expect(judgeCredential(CREDENTIAL, { password: 'right', totp: undefined }, NOW)).toEqual({
      outcome: 'totp-missing',
    });
  });

  it.each([
    ['a wrong password without a code', 'wrong', undefined],
    ['a wrong password with the right code', 'wrong', '287082'],
    ['the right password with a wrong code', 'right', '287083'],
  ] as const)('counts %s', (_, password, totp) => {
    expect(judgeCredential(CREDENTIAL, { password, totp }, NOW)).toEqual({
      outcome: 'wrong',
      failures: 1,
      blockedUntil: null,
    });
  });

  it('blocks with the fifth failure', () => {
    const credential = { ...CREDENTIAL, failedAttempts: 4 };

    expect(judgeCredential(credential, { password: 'wrong', totp: undefined }, NOW)).toEqual({
      outcome: 'wrong',
      failures: 5,
      blockedUntil: new Date('1970-01-01T00:01:29Z'),
    });
  });

  it('judges nothing during a block, not even what is right', () => {
    const credential = { ...CREDENTIAL, blockedUntil: new Date('1970-01-01T00:01:00Z') };

    expect(judgeCredential(credential, { password: 'right', totp: '287082' }, NOW)).toEqual({
      outcome: 'blocked',
      seconds: 1,
    });
  });
});
