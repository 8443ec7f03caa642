import type { CanonicalValue } from '#transparency';
import { DecisionStory, HASH, RAE, SAM, signatureBy, type SigningTwist } from './support/decision-story.js';
import { bundleOf, organisationBundle } from './support/bundle-of.js';
import { faultOf } from './support/verdict.js';

/** What the verifier says of a decision with this signature by Sam's passkey, recorded and signed into the log like any other. */
async function saidOf(twist: SigningTwist, saying: Record<string, CanonicalValue> = {}): Promise<string | null> {
  const story = new DecisionStory();
  story.enrol(SAM, story.samsKey).decide([signatureBy(SAM, story.samsKey, saying, twist)]);
  return faultOf(await organisationBundle(story));
}

describe('the time of a signature', () => {
  const at = (signedAt: string) => signatureBy(SAM, null, { signedAt });

  it('is that of the entry that recorded it, to the millisecond', async () => {
    const story = new DecisionStory().decide([]);
    story.decide([at('2026-03-02T09:05:00.000Z')], {}, '2026-03-02T09:05:00.001Z');

    expect(faultOf(await organisationBundle(story))).toMatch(
      /^documents\/.*: The signature .* is said to be of 2026-03-02T09:05:00\.000Z; entry 1, which recorded it, is of another time\.$/,
    );
  });

  it('is that of the first entry that has it, not of a later one', async () => {
    const story = new DecisionStory().decide([]).decide([at('2026-03-02T09:05:00.000Z')]);
    story.decide([at('2026-03-02T09:05:00.000Z')], {}, '2026-03-02T09:09:00.000Z');

    expect(faultOf(await organisationBundle(story))).toBeNull();
  });

  it('does not change from version to version', async () => {
    const story = new DecisionStory().decide([]).decide([at('2026-03-02T09:05:00.000Z')]);
    story.decide([at('2026-03-02T09:06:00.000Z')]);

    expect(faultOf(await organisationBundle(story))).toMatch(/ is given at another time than in version [23]\.$/);
  });

  it('is compared with nothing where the entry that recorded it lies before the bundle', async () => {
    const story = new DecisionStory().decide([]).decide([at('2026-03-02T09:05:00.000Z')]);
    story.decide([at('2026-03-02T09:05:00.000Z')], {}, '2026-03-02T09:09:00.000Z');

    expect(faultOf(await bundleOf(story.log, { scope: 'period', from: 2, to: 3 }))).toBeNull();
  });
});

/** Whoever holds the log's key can commit to any document: what they cannot do is sign for somebody else. */
describe('a signature that a forger with the log’s key wrote', () => {
  it.each<[string, SigningTwist]>([
    ['its statement is about another decision', { statement: { revision: 2 } }],
    ['its statement is about another content', { statement: { revisionHash: HASH.replace(/^./, 'g') } }],
    ['the sentence that was read to its signer names another content', { statement: { text: 'I approve.' } }],
    ['its statement names another rule of signing', { statement: { policyHash: HASH } }],
    ['its statement says another meaning than the signature', { after: { meaning: 'dissent' } }],
    ['its statement says another printedName than the signature', { statement: { printedName: 'Dr. No' } }],
    ['its statement says another reason than the signature', { after: { reason: 'Because.' } }],
    ['its statement is somebody else’s', { statement: { userId: RAE.userId } }],
    ['its statement represents somebody else', { statement: { onBehalfOf: { userId: RAE.userId, printedName: 'R' } } }],
    ['it was not given while its statement was good', { after: { signedAt: '2026-03-02T09:16:00.000Z' } }],
    ['it was not given while its statement was good', { after: { signedAt: 'yesterday' } }],
    ['its digest is not that of its statement', { after: { digest: HASH } }],
    ['it is said to be by passkey, and what the passkey answered is missing', { after: { assertion: null } }],
    ['it holds a passkey’s answer and is said to be given otherwise', { after: { method: 'password+totp' } }],
    ['its client data is not that of a signature', { answer: { type: 'webauthn.create' } }],
    ['its passkey answered to another challenge than the statement’s digest', { challenge: Buffer.alloc(32, 1) }],
    ['its passkey was not asked on https://board.example', { answer: { origin: 'https://evil.example' } }],
    ['its passkey was not asked on https://board.example', { answer: { crossOrigin: true } }],
    ['https://board.example is not a page of evil.example', { answer: { rpId: 'evil.example' } }],
    ['its authenticator data has another length than it says', { answer: { tail: Buffer.of(0) } }],
    ['nobody was present at its authenticator', { answer: { flags: 0x04 } }],
    ['its authenticator did not verify who used it', { answer: { flags: 0x01 } }],
  ])('does not hold: %s', async (because, twist) => {
    expect(await saidOf(twist)).toMatch(
      new RegExp(`^documents/.* of Dr\\. Sam Spine .* does not hold: ${because}\\.$`),
    );
  });

  it('does not hold: it was not made with its passkey', async () => {
    const { samsKey } = new DecisionStory();
    const { assertion, ...rest } = signatureBy(SAM, samsKey);
    const signature = `${assertion!.signature.slice(0, -4)}AAAA`;
    const story = new DecisionStory();
    story.enrol(SAM, samsKey).decide([{ ...rest, assertion: { ...assertion!, signature } }]);

    expect(await organisationBundle(story).then((files) => faultOf(files))).toContain(
      'it was not made with its passkey',
    );
  });
});

describe('a passkey', () => {
  const later = '2026-03-02T09:20:00.000Z';
  const revocation = { at: '2026-03-02T08:00:00.000Z', by: SAM.userId, reason: 'Lost.' };

  it.each<[string, (story: DecisionStory) => void]>([
    ['signed with a passkey that the trail in this bundle does not know', () => {}],
    ['signed with somebody else’s passkey', (story) => story.enrol(RAE, story.samsKey)],
    ['signed with a passkey before it was enrolled', (story) => story.enrol(SAM, story.samsKey, { enrolledAt: later })],
    ['signed with a passkey after it was revoked', (story) => story.enrol(SAM, story.samsKey, { revocation })],
    [
      'signed with another key than the one that was enrolled',
      (story) => story.enrol(SAM, story.samsKey, { publicKey: story.raesKey.publicKey }),
    ],
  ])('is not its signer’s: %s', async (sentence, enrol) => {
    const story = new DecisionStory();
    enrol(story);
    story.decide([signatureBy(SAM, story.samsKey)]);

    expect(faultOf(await organisationBundle(story))).toMatch(
      new RegExp(`^documents/.*: Dr\\. Sam Spine ${sentence}\\.$`),
    );
  });

  it('is enrolled once: a later version cannot say that it was enrolled before', async () => {
    const story = new DecisionStory();
    story.enrol(SAM, story.samsKey).enrol(SAM, story.samsKey, { enrolledAt: '2020-01-01T00:00:00.000Z' });

    expect(faultOf(await organisationBundle(story))).toContain('is enrolled at another time than before');
  });

  it('is revoked from its first revocation on, whatever a later version says', async () => {
    const story = new DecisionStory().enrol(SAM, new DecisionStory().raesKey);
    story.enrol(SAM, story.samsKey).enrol(SAM, story.samsKey, { revocation });
    story.enrol(SAM, story.samsKey, { revocation: { ...revocation, at: later } });
    story.decide([signatureBy(SAM, story.samsKey)]);

    expect(faultOf(await organisationBundle(story))).toContain('signed with a passkey after it was revoked');
  });

  it('is nobody’s when it is enrolled for two', async () => {
    const story = new DecisionStory().enrol(SAM, new DecisionStory().raesKey);
    story.enrol(SAM, story.samsKey).enrol(RAE, story.samsKey);

    expect(faultOf(await organisationBundle(story))).toContain('is enrolled twice, with another owner or key');
  });
});

describe('a decision', () => {
  it('has the hash of its content and evidence', async () => {
    const frozen = { content: { plan: 'Nothing.' }, evidence: {}, blinding: {} };
    const files = await organisationBundle(new DecisionStory().decide([], { frozen }));

    expect(faultOf(files)).toContain('is not that of its content, evidence and blinding');
  });

  it('has one content at every version', async () => {
    const story = new DecisionStory().decide([]);
    const hash = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';
    story.decide([], { frozen: {}, hash });

    expect(faultOf(await organisationBundle(story))).toContain('has another hash at another version');
  });
});
