import { EnvironmentError, readEnvironment, type Variables } from './environment.js';

const development: Variables = {
  DATABASE_URL: 'postgresql://application@localhost:5432/consilium',
  TOKEN_SECRET: 'k3UqkRyrG0JH2bN6mVxQ1sZp8LwTfAcE',
  CREDENTIAL_KEY: 'v9XcTq2LmWb7ZrYp4NhKdGsE6JfUa1Ro',
};
const production: Variables = {
  ...development,
  NODE_ENV: 'production',
  PUBLIC_ORIGIN: 'https://board.example.org',
  STATE_DIR: '/var/lib/consilium',
};

describe('the environment', () => {
  it('needs little in development', () => {
    expect(readEnvironment(development)).toMatchObject({
      mode: 'development',
      port: 3000,
      host: '127.0.0.1',
      publicOrigin: 'http://localhost:3000',
      trustProxy: false,
      isDemonstration: false,
    });
  });

  it('takes what production says', () => {
    const variables = { ...production, PORT: '8080', HOST: '0.0.0.0', TRUST_PROXY: 'uniquelocal, 10.0.0.0/8, ::1' };

    expect(readEnvironment(variables)).toMatchObject({
      mode: 'production',
      port: 8080,
      host: '0.0.0.0',
      publicOrigin: 'https://board.example.org',
      trustProxy: ['uniquelocal', '10.0.0.0/8', '::1'],
    });
  });

  it('derives the key for addresses from the secret, so that another secret gives another key', () => {
    const other = readEnvironment({ ...development, TOKEN_SECRET: 'another-3UqkRyrG0JH2bN6mVxQ1sZp8LwTf' });

    expect(readEnvironment(development).addressKey).toHaveLength(32);
    expect(readEnvironment(development).addressKey).not.toEqual(other.addressKey);
  });

  it.each<[string, Variables]>([
    ['DATABASE_URL is missing', { ...development, DATABASE_URL: undefined }],
    ['DATABASE_URL is not a PostgreSQL address', { ...development, DATABASE_URL: 'mysql://localhost/consilium' }],
    ['DATABASE_URL is not a PostgreSQL address', { ...development, DATABASE_URL: 'postgresql://localhost' }],
    ['DATABASE_URL is not a PostgreSQL address', { ...development, DATABASE_URL: 'consilium' }],
    ['PORT must be a whole number', { ...development, PORT: '65536' }],
    ['PORT must be a whole number', { ...development, PORT: '-1' }],
    ['PORT must be a whole number', { ...development, PORT: 'http' }],
    ['NODE_ENV must be development, test or production', { ...development, NODE_ENV: 'staging' }],
    ['TOKEN_SECRET is missing', { ...development, TOKEN_SECRET: '' }],
    ['TOKEN_SECRET is too short', { ...development, TOKEN_SECRET: 'k3UqkRyrG0JH2bN6mVxQ1sZp8LwTfAc' }],
    ['TOKEN_SECRET looks like an example', { ...production, TOKEN_SECRET: 'demonstration-secret-of-this-checkout' }],
    ['TOKEN_SECRET looks like an example', { ...production, TOKEN_SECRET: 'change-me-change-me-change-me-change-me' }],
    ['TOKEN_SECRET looks like an example', { ...production, TOKEN_SECRET: 'x'.repeat(40) }],
    ['PUBLIC_ORIGIN is missing', { ...production, PUBLIC_ORIGIN: undefined }],
    ['PUBLIC_ORIGIN must be an origin', { ...production, PUBLIC_ORIGIN: 'https://board.example.org/' }],
    ['PUBLIC_ORIGIN must be an origin', { ...production, PUBLIC_ORIGIN: 'board.example.org' }],
    ['PUBLIC_ORIGIN must begin with https://', { ...production, PUBLIC_ORIGIN: 'http://board.example.org' }],
    ['PASSKEY_RP_ID must be the host', { ...production, PASSKEY_RP_ID: 'example.com' }],
    ['PASSKEY_RP_ID must be the host', { ...production, PASSKEY_RP_ID: 'org' }],
    ['PASSKEY_RP_ID must be the host', { ...production, PASSKEY_RP_ID: 'oard.example.org' }],
    ['PASSWORD_MAX_AGE_DAYS must be a whole number', { ...development, PASSWORD_MAX_AGE_DAYS: 'never' }],
    ['STATE_DIR is missing', { ...production, STATE_DIR: undefined }],
    ['LOG_WITNESSES cannot be read', { ...development, LOG_WITNESSES: 'https://witness.example.org' }],
    ['TRUST_PROXY must list the addresses', { ...development, TRUST_PROXY: 'true' }],
    ['TRUST_PROXY must list the addresses', { ...development, TRUST_PROXY: '1' }],
    ['TRUST_PROXY must list the addresses', { ...development, TRUST_PROXY: '10.0.0.0/33' }],
    ['DEMONSTRATION must be true or false', { ...development, DEMONSTRATION: 'yes' }],
    ['DEMONSTRATION must be false in production', { ...production, DEMONSTRATION: 'true' }],
  ])('is refused: %s', (sentence, variables) => {
    expect(() => readEnvironment(variables)).toThrow(EnvironmentError);
    expect(() => readEnvironment(variables)).toThrow(sentence);
  });

  it.each([
    ['the host of the public origin', production, 'board.example.org'],
    ['a domain above it, where the operator says so', { ...production, PASSKEY_RP_ID: 'example.org' }, 'example.org'],
    ['localhost in development', development, 'localhost'],
    ['nothing under an IP address', { ...development, PUBLIC_ORIGIN: 'http://127.0.0.1:3000' }, null],
    ['nothing under a longer one either', { ...development, PUBLIC_ORIGIN: 'http://[::1]:3000' }, null],
  ])('binds passkeys to %s', (_, variables, rpId) => {
    expect(readEnvironment(variables).passkeyRpId).toBe(rpId);
  });

  it.each([
    [undefined, 365],
    ['90', 90],
    ['0', null],
  ])('lets passwords sign for a year, or as long as is said: %s', (PASSWORD_MAX_AGE_DAYS, days) => {
    expect(readEnvironment({ ...development, PASSWORD_MAX_AGE_DAYS }).passwordMaxAgeDays).toBe(days);
  });

  it('allows production on localhost without encryption, for a trial on one machine', () => {
    expect(readEnvironment({ ...production, PUBLIC_ORIGIN: 'http://localhost:3000' }).publicOrigin).toBe(
      'http://localhost:3000',
    );
  });

  it('never repeats a secret or the database’s password', () => {
    const variables = { ...development, DATABASE_URL: 'mysql://a:hunter2@localhost/c' };

    expect(() => readEnvironment(variables)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('hunter2') }),
    );
  });

  it('sends mail where it is told a mail server and a sender', () => {
    const mail = { SMTP_URL: 'smtp://board:secret@mail.example.org:587', MAIL_FROM: 'Spine board <board@example.org>' };

    expect(readEnvironment(development).mail).toBeNull();
    expect(readEnvironment({ ...development, ...mail }).mail).toEqual({
      smtpUrl: 'smtp://board:secret@mail.example.org:587',
      requireTls: false,
      from: { name: 'Spine board', address: 'board@example.org' },
    });
    expect(readEnvironment({ ...production, ...mail, MAIL_FROM: 'board@example.org' }).mail).toMatchObject({
      requireTls: true,
      from: { name: 'Consilium', address: 'board@example.org' },
    });
    expect(readEnvironment({ ...production, ...mail, SMTP_URL: 'smtp://localhost' }).mail?.requireTls).toBe(false);
  });

  it.each([
    [{ SMTP_URL: 'mail.example.org', MAIL_FROM: 'board@example.org' }, /SMTP_URL is no mail server/],
    [{ SMTP_URL: 'https://mail.example.org', MAIL_FROM: 'board@example.org' }, /SMTP_URL is no mail server/],
    [{ SMTP_URL: 'smtp://mail.example.org?tls.rejectUnauthorized=false' }, /SMTP_URL is no mail server/],
    [{ SMTP_URL: 'smtp://mail.example.org' }, /MAIL_FROM is missing/],
    [{ SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'The board' }, /MAIL_FROM is missing/],
    [{ SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'A <a@b.org>, B <c@d.org>' }, /MAIL_FROM is missing/],
  ])('refuses a mail setting that cannot work (%#)', (mail, sentence) => {
    expect(() => readEnvironment({ ...development, ...mail })).toThrow(sentence);
  });
});
