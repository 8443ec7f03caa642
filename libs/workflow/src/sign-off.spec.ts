import fc from 'fast-check';
import { SIGNATURE_MEANINGS, acceptableDissents, signOffState, type Signature } from './sign-off.js';
import type { SignOffRule } from './sign-off-rule.js';
import type { Specialty } from './specialties.js';

const HASH = 'hash-of-this-revision';
const RULE: SignOffRule = {
  requiredSpecialties: ['medical-oncology', 'radiation-oncology', 'spine-surgery'],
  maxAcceptedDissents: 1,
};

function signed(specialty: Specialty, more: Partial<Signature> = {}): Signature {
  return {
    id: `by-${specialty}`,
    signerId: `signer-${specialty}`,
    specialty,
    meaning: 'approve',
    revisionHash: HASH,
    isRevoked: false,
    ...more,
  };
}

const oncology = signed('medical-oncology');
const radiation = signed('radiation-oncology');
const surgery = signed('spine-surgery');

describe('the sign-off of a revision', () => {
  it('is outstanding for every required specialty while nobody has signed', () => {
    expect(signOffState(RULE, HASH, [], [])).toEqual({
      isComplete: false,
      isReturned: false,
      outstanding: ['medical-oncology', 'radiation-oncology', 'spine-surgery'],
      approved: [],
      dissents: [],
      reservations: [],
    });
  });

  it('waits for the last required specialty', () => {
    expect(signOffState(RULE, HASH, [oncology, radiation], [])).toMatchObject({
      isComplete: false,
      outstanding: ['spine-surgery'],
      approved: ['medical-oncology', 'radiation-oncology'],
    });
  });

  it('is complete when each has approved', () => {
    expect(signOffState(RULE, HASH, [oncology, radiation, surgery], [])).toMatchObject({
      isComplete: true,
      outstanding: [],
    });
  });

  it('counts an approval with reservation as an approval, and shows the reservation', () => {
    const reserved = signed('spine-surgery', { meaning: 'approve-with-reservation' });

    expect(signOffState(RULE, HASH, [oncology, radiation, reserved], [])).toMatchObject({
      isComplete: true,
      dissents: [],
      reservations: [{ signatureId: 'by-spine-surgery', specialty: 'spine-surgery' }],
    });
  });

  it('does not count a revoked signature', () => {
    const revoked = signed('spine-surgery', { isRevoked: true });

    expect(signOffState(RULE, HASH, [oncology, radiation, revoked], [])).toMatchObject({
      isComplete: false,
      outstanding: ['spine-surgery'],
    });
  });

  it('does not count a signature on other content', () => {
    const elsewhere = signed('spine-surgery', { revisionHash: 'hash-of-the-revision-before' });

    expect(signOffState(RULE, HASH, [oncology, radiation, elsewhere], []).isComplete).toBe(false);
  });

  it('shows a specialty that is not required without waiting for it', () => {
    const state = signOffState(RULE, HASH, [oncology, radiation, surgery, signed('radiology')], []);

    expect(state.isComplete).toBe(true);
    expect(state.approved).toContain('radiology');
  });

  it('is returned when a required specialty refuses', () => {
    const refused = signed('spine-surgery', { meaning: 'refuse' });

    expect(signOffState(RULE, HASH, [oncology, radiation, refused], [])).toMatchObject({
      isComplete: false,
      isReturned: true,
      outstanding: ['spine-surgery'],
    });
  });

  it('is not returned by a specialty that nobody asked', () => {
    const refused = signed('radiology', { meaning: 'refuse' });

    expect(signOffState(RULE, HASH, [oncology, radiation, surgery, refused], [])).toMatchObject({
      isComplete: true,
      isReturned: false,
    });
  });

  it('is never complete under a rule that asks for nobody', () => {
    expect(signOffState({ requiredSpecialties: [], maxAcceptedDissents: 1 }, HASH, [oncology], []).isComplete).toBe(
      false,
    );
  });
});

describe('a dissent', () => {
  const dissent = signed('spine-surgery', { meaning: 'dissent' });
  const another = signed('radiation-oncology', { meaning: 'dissent' });

  it('leaves its specialty outstanding until the chair accepts it', () => {
    expect(signOffState(RULE, HASH, [oncology, radiation, dissent], [])).toMatchObject({
      isComplete: false,
      outstanding: ['spine-surgery'],
      dissents: [{ signatureId: 'by-spine-surgery', specialty: 'spine-surgery', isAccepted: false }],
    });
  });

  it('completes the part of its specialty once accepted, and is shown for ever', () => {
    expect(signOffState(RULE, HASH, [oncology, radiation, dissent], ['by-spine-surgery'])).toMatchObject({
      isComplete: true,
      dissents: [{ signatureId: 'by-spine-surgery', specialty: 'spine-surgery', isAccepted: true }],
    });
  });

  it('counts for one specialty only, the first accepted', () => {
    const accepted = ['by-radiation-oncology', 'by-spine-surgery'];

    expect(signOffState(RULE, HASH, [oncology, dissent, another], accepted)).toMatchObject({
      isComplete: false,
      outstanding: ['spine-surgery'],
    });
  });

  it('that was revoked uses nothing up', () => {
    const revoked = { ...another, isRevoked: true };
    const accepted = ['by-radiation-oncology', 'by-spine-surgery'];

    expect(
      signOffState(RULE, HASH, [oncology, revoked, { ...radiation, id: 'anew' }, dissent], accepted),
    ).toMatchObject({
      isComplete: true,
    });
  });

  it('of a specialty that is not required uses nothing up', () => {
    const bystander = signed('radiology', { meaning: 'dissent' });
    const accepted = ['by-radiology', 'by-spine-surgery'];

    expect(signOffState(RULE, HASH, [oncology, radiation, bystander, dissent], accepted).isComplete).toBe(true);
  });

  it('is the only thing that acceptance accepts', () => {
    const refused = signed('spine-surgery', { meaning: 'refuse' });

    expect(signOffState(RULE, HASH, [oncology, radiation, refused], ['by-spine-surgery']).isComplete).toBe(false);
  });

  it.each([
    { max: 0, required: ['spine-surgery', 'radiology'], may: 0 },
    { max: 1, required: ['spine-surgery', 'radiology'], may: 1 },
    { max: 2, required: ['spine-surgery', 'radiology'], may: 1 },
    { max: 1, required: ['spine-surgery'], may: 0 },
    { max: 1, required: [], may: 0 },
  ])('may be accepted $may times under max $max of $required: somebody approves', ({ max, required, may }) => {
    const rule = { requiredSpecialties: required as Specialty[], maxAcceptedDissents: max };

    expect(acceptableDissents(rule)).toBe(may);
  });
});

describe('for any signatures', () => {
  const SIGNING = ['medical-oncology', 'radiation-oncology', 'spine-surgery', 'radiology'] as const;
  const anySignature = fc.record({
    id: fc.constantFrom('s1', 's2', 's3', 's4', 's5', 's6'),
    signerId: fc.constantFrom('anna', 'bruno', 'clara', 'dora'),
    specialty: fc.constantFrom(...SIGNING),
    meaning: fc.constantFrom(...SIGNATURE_MEANINGS),
    revisionHash: fc.constantFrom(HASH, HASH, HASH, 'another-hash'),
    isRevoked: fc.boolean(),
  });
  const anySignatures = fc.uniqueArray(anySignature, { selector: ({ id }) => id, maxLength: 6 });
  const anyRule = fc.record({
    requiredSpecialties: fc.subarray([...SIGNING]),
    maxAcceptedDissents: fc.integer({ min: 0, max: 4 }),
  });
  const anyAccepted = fc.shuffledSubarray(['s1', 's2', 's3', 's4', 's5', 's6']);

  it('a complete sign-off has, for each required specialty, its unrevoked approval or accepted dissent on this hash', () => {
    fc.assert(
      fc.property(anyRule, anySignatures, anyAccepted, (rule, signatures, accepted) => {
        fc.pre(signOffState(rule, HASH, signatures, accepted).isComplete);

        const onThis = signatures.filter((signature) => !signature.isRevoked && signature.revisionHash === HASH);
        const approvedBy = (specialty: Specialty) =>
          onThis.some((one) => one.specialty === specialty && one.meaning.startsWith('approve'));
        const dissentAccepted = (specialty: Specialty) =>
          onThis.some((one) => one.specialty === specialty && one.meaning === 'dissent' && accepted.includes(one.id));
        const byDissent = rule.requiredSpecialties.filter((specialty) => !approvedBy(specialty));

        expect(byDissent.every(dissentAccepted)).toBe(true);
        expect(byDissent.length).toBeLessThanOrEqual(rule.maxAcceptedDissents);
        expect(rule.requiredSpecialties.some(approvedBy)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('revoking a signature that is no refusal never completes a sign-off', () => {
    fc.assert(
      fc.property(anyRule, anySignatures, fc.nat({ max: 5 }), (rule, signatures, index) => {
        const revoked = signatures.map((one, position) =>
          position === index && one.meaning !== 'refuse' ? { ...one, isRevoked: true } : one,
        );
        fc.pre(!signOffState(rule, HASH, signatures, []).isComplete);

        expect(signOffState(rule, HASH, revoked, []).isComplete).toBe(false);
      }),
    );
  });

  it('nothing signed on this hash completes another', () => {
    fc.assert(
      fc.property(anyRule, anySignatures, anyAccepted, (rule, signatures, accepted) => {
        expect(signOffState(rule, 'a-hash-nobody-signed', signatures, accepted).isComplete).toBe(false);
      }),
    );
  });
});
