import { createHash } from 'node:crypto';
import { digestOf, intentOf, stateFor, textOf, type Signer } from './signing-statement.js';

const revision = {
  id: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07',
  number: 2,
  hash: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
  rule: { requiredSpecialties: ['spine-surgery', 'radiation-oncology'], maxAcceptedDissents: 1 },
} as const;
const sam: Signer = {
  userId: '0198f3a2-0000-7b60-9d4e-2f8a6c5b1e07',
  printedName: 'Dr. Sam Spine',
  specialty: 'spine-surgery',
  actingRole: 'specialist',
  onBehalfOf: null,
};
const rae = { userId: '0198f3a2-1111-7b60-9d4e-2f8a6c5b1e07', printedName: 'Dr. Rae Beam' };
const occasion = { nonce: 'AAECAwQFBgcICQoLDA0ODw', issuedAt: '2026-03-02T09:30:00.000Z' };
const approval = { meaning: 'approve', reason: null } as const;
const reason = 'The deficit is older than a week.';

describe('a signing statement', () => {
  it.each([
    ['approve', null, 'approve revision 2 of this decision'],
    ['approve-with-reservation', reason, 'approve with reservation revision 2 of this decision'],
    ['refuse', reason, 'refuse, and return to its author, revision 2 of this decision'],
    ['dissent', reason, 'dissent from revision 2 of this decision'],
  ] as const)('reads as a sentence, to %s', (meaning, words, says) => {
    const { text } = stateFor(revision, sam, { meaning, reason: words }, occasion);

    const about = '(SHA-256 b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9)';
    const end = words === null ? '' : ': The deficit is older than a week.';
    expect(text).toBe(`I, Dr. Sam Spine, for spine surgery, ${says} ${about}${end}`);
  });

  it('of a deputy says for whom', () => {
    const deputy: Signer = { ...sam, specialty: 'radiation-oncology', actingRole: 'deputy', onBehalfOf: rae };
    const statement = stateFor(revision, deputy, approval, occasion);

    expect(statement.text).toMatch(/^I, Dr\. Sam Spine, for radiation oncology, as deputy of Dr\. Rae Beam, approve /);
    expect(intentOf(statement)).toEqual({
      specialty: 'radiation-oncology',
      meaning: 'approve',
      revisionHash: revision.hash,
      reason: null,
      onBehalfOf: rae.userId,
    });
  });

  it('holds for ten minutes', () => {
    expect(stateFor(revision, sam, approval, occasion).expiresAt).toBe('2026-03-02T09:40:00.000Z');
  });

  it('says the same again from what it says itself, so that any change of its signer shows', () => {
    const kept = stateFor(revision, sam, approval, occasion);

    expect(textOf(stateFor(revision, sam, kept, kept))).toBe(textOf(kept));
    expect(textOf(stateFor(revision, { ...sam, actingRole: 'chair' }, kept, kept))).not.toBe(textOf(kept));
    expect(textOf(stateFor({ ...revision, number: 3 }, sam, kept, kept))).not.toBe(textOf(kept));
  });

  it('is hashed behind its domain, so that its digest is never that of the bare text', () => {
    const text = textOf(stateFor(revision, sam, approval, occasion));

    const bytes = `consilium/signing-statement/v1\n${text}`;
    expect(digestOf(text)).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(digestOf(text)).not.toBe(createHash('sha256').update(text).digest('hex'));
  });
});
