import { createPublicKey } from 'node:crypto';
import { EnvironmentError, readEnvironment, type Variables } from './environment.js';

/** RFC 8032 §7.1, test 1. */
const SEED = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex').toString('base64');
const PUBLIC_KEY = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';

const development: Variables = {
  SEQUENCER_DATABASE_URL: 'postgresql://consilium_sequencer@localhost/consilium',
  LOG_SIGNING_KEY: SEED,
};
const production: Variables = {
  ...development,
  NODE_ENV: 'production',
  PUBLIC_ORIGIN: 'https://board.example.org',
  STATE_DIR: '/var/lib/consilium',
};

describe('the environment of the sequencer', () => {
  it('needs its login and its key', () => {
    expect(readEnvironment(development)).toMatchObject({
      host: 'localhost:3000',
      stateDir: null,
      witnesses: [],
      intervalMilliseconds: 50,
    });
  });

  it('names new logs after the address that people use', () => {
    expect(readEnvironment(production).host).toBe('board.example.org');
  });

  it('puts the word demonstration into the name of a demonstration’s log, for good', () => {
    expect(readEnvironment({ ...development, DEMONSTRATION: 'true' }).host).toBe('demonstration.localhost:3000');
  });

  it.each([SEED, Buffer.from(SEED, 'base64').toString('base64url')])(
    'reads an Ed25519 key from its 32 bytes: %s',
    (key) => {
      const { signingKey } = readEnvironment({ ...development, LOG_SIGNING_KEY: key });
      const { x } = createPublicKey(signingKey).export({ format: 'jwk' });
      expect(Buffer.from(x!, 'base64url').toString('hex')).toBe(PUBLIC_KEY);
    },
  );

  it.each<[string, Variables]>([
    ['SEQUENCER_DATABASE_URL is missing or no PostgreSQL address', { ...development, SEQUENCER_DATABASE_URL: '' }],
    ['SEQUENCER_DATABASE_URL is missing or no PostgreSQL address', { ...development, SEQUENCER_DATABASE_URL: 'board' }],
    ['LOG_SIGNING_KEY is missing', { ...development, LOG_SIGNING_KEY: undefined }],
    ['LOG_SIGNING_KEY is not 32 bytes', { ...development, LOG_SIGNING_KEY: SEED.slice(0, 20) }],
    ['LOG_SIGNING_KEY is not 32 bytes', { ...development, LOG_SIGNING_KEY: `${SEED} ${SEED}` }],
    ['LOG_SIGNING_KEY looks like an example', { ...production, LOG_SIGNING_KEY: 'A'.repeat(43) }],
    [
      'LOG_SIGNING_KEY looks like an example',
      { ...production, LOG_SIGNING_KEY: 'demonstration-key-of-this-checkout-0123456' },
    ],
    ['PUBLIC_ORIGIN is missing', { ...production, PUBLIC_ORIGIN: '' }],
    ['PUBLIC_ORIGIN must be an origin', { ...production, PUBLIC_ORIGIN: 'board' }],
    ['STATE_DIR is missing', { ...production, STATE_DIR: '' }],
    ['LOG_WITNESSES cannot be read', { ...development, LOG_WITNESSES: 'https://witness.example.org' }],
    ['LOG_INTERVAL_MS must be', { ...development, LOG_INTERVAL_MS: '0' }],
    ['LOG_INTERVAL_MS must be', { ...development, LOG_INTERVAL_MS: 'often' }],
    ['DEMONSTRATION must be false in production', { ...production, DEMONSTRATION: 'true' }],
  ])('is refused: %s', (sentence, variables) => {
    expect(() => readEnvironment(variables)).toThrow(EnvironmentError);
    expect(() => readEnvironment(variables)).toThrow(sentence);
  });

  it('never repeats a secret', () => {
    expect(() => readEnvironment({ ...development, LOG_SIGNING_KEY: 'hunter2' })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('hunter2') }),
    );
  });
});
