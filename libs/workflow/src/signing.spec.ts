import { NotFound, type Actor } from './may-on-record.js';
import { RevisionActionNotPossible, RevisionNotOpenForSignature } from './revision-states.js';
import type { Signature } from './sign-off.js';
import {
  AlreadySigned,
  DeputyMustNameMember,
  DissentNotAllowed,
  NotYourSignature,
  NotYourSpecialty,
  OnlySigningSpecialtyRefuses,
  PasskeyRequired,
  RevisionChanged,
  SignatureAlreadyRevoked,
  SignatureNeedsReason,
  SpecialtyAlreadySigned,
  asksForPasskey,
  requireDissentAcceptable,
  requireMayRevoke,
  requireMaySign,
  requireProofStrongEnough,
  type SignableRevision,
  type SigningIntent,
} from './signing.js';

const surgeon: Actor = {
  userId: 'anna',
  organisationId: 'hospital',
  roles: ['specialist'],
  memberships: [{ boardId: 'spine', role: 'specialist', specialty: 'spine-surgery' }],
};

const deputy: Actor = {
  userId: 'dora',
  organisationId: 'hospital',
  roles: ['specialist'],
  memberships: [],
  deputyships: [{ boardId: 'spine', specialty: 'spine-surgery', forUserId: 'anna' }],
};

const approval: SigningIntent = { specialty: 'spine-surgery', meaning: 'approve', revisionHash: 'h1' };

function revision(more: Partial<SignableRevision> = {}): SignableRevision {
  return {
    boardId: 'spine',
    state: 'proposed',
    hash: 'h1',
    rule: {
      requiredSpecialties: ['medical-oncology', 'radiation-oncology', 'spine-surgery'],
      maxAcceptedDissents: 1,
    },
    signatures: [],
    acceptedDissents: [],
    ...more,
  };
}

function signature(more: Partial<Signature> = {}): Signature {
  return {
    id: 's1',
    signerId: 'anna',
    specialty: 'spine-surgery',
    meaning: 'approve',
    revisionHash: 'h1',
    isRevoked: false,
    ...more,
  };
}

describe('the proof of identity for a signature', () => {
  const strict = { ...revision().rule, requiresPasskey: true };
  const [passkey, password] = [{ isByPasskey: true }, { isByPasskey: false }];

  it.each([
    ['approve', true],
    ['approve-with-reservation', true],
    ['refuse', false],
    ['dissent', false],
  ] as const)('to %s is a passkey where the board asks for it: %s', (meaning, isAsked) => {
    expect(asksForPasskey(strict, meaning)).toBe(isAsked);
    expect(asksForPasskey(revision().rule, meaning)).toBe(false);
  });

  it('lets a passkey approve, and password and code only where the board does not ask for one', () => {
    expect(() => requireProofStrongEnough(strict, 'approve', passkey)).not.toThrow();
    expect(() => requireProofStrongEnough(strict, 'approve', password)).toThrow(PasskeyRequired);
    expect(() => requireProofStrongEnough(strict, 'dissent', password)).not.toThrow();
    expect(() => requireProofStrongEnough(revision().rule, 'approve', password)).not.toThrow();
  });
});

describe('signing a revision', () => {
  it('is open to a member for their own specialty', () => {
    expect(() => requireMaySign(surgeon, revision(), approval)).not.toThrow();
  });

  it.each(['returned', 'withdrawn', 'in-force', 'superseded'] as const)('is over once it is %s', (state) => {
    expect(() => requireMaySign(surgeon, revision({ state }), approval)).toThrow(RevisionNotOpenForSignature);
  });

  it('is refused on an older content', () => {
    expect(() => requireMaySign(surgeon, revision({ hash: 'h2' }), approval)).toThrow(RevisionChanged);
  });

  it('is refused for another specialty than one’s own', () => {
    const intent: SigningIntent = { ...approval, specialty: 'radiation-oncology' };

    expect(() => requireMaySign(surgeon, revision(), intent)).toThrow(NotYourSpecialty);
    expect(() => requireMaySign(surgeon, revision(), intent)).toThrow(
      'You do not sit, or deputise, for radiation oncology on this board. Ask a member of it to sign.',
    );
  });

  it('is refused on a board where one does not sit', () => {
    expect(() => requireMaySign(surgeon, revision({ boardId: 'brain' }), approval)).toThrow(NotYourSpecialty);
  });

  it('is open to a deputy who names the member', () => {
    expect(() => requireMaySign(deputy, revision(), { ...approval, onBehalfOf: 'anna' })).not.toThrow();
  });

  it('asks a deputy on whose behalf, and knows whose it can be', () => {
    expect(() => requireMaySign(deputy, revision(), approval)).toThrow(DeputyMustNameMember);
    expect(new DeputyMustNameMember(['anna']).fields).toEqual({ represented: ['anna'] });
  });

  it('is refused on behalf of somebody whom one does not represent', () => {
    expect(() => requireMaySign(deputy, revision(), { ...approval, onBehalfOf: 'bruno' })).toThrow(NotYourSpecialty);
    expect(() => requireMaySign(surgeon, revision(), { ...approval, onBehalfOf: 'bruno' })).toThrow(NotYourSpecialty);
  });

  it.each([
    {
      meaning: 'approve-with-reservation' as const,
      sentence: 'Write down the reservation that goes with your approval.',
    },
    { meaning: 'refuse' as const, sentence: 'Write down why you return this revision to its author.' },
    { meaning: 'dissent' as const, sentence: 'Write down why you disagree.' },
  ])('with the meaning $meaning needs words', ({ meaning, sentence }) => {
    const attempt = (reason?: string) => () => requireMaySign(surgeon, revision(), { ...approval, meaning, reason });

    expect(attempt()).toThrow(new SignatureNeedsReason(meaning));
    expect(attempt('  ')).toThrow(sentence);
    expect(attempt('The levels are not those we discussed.')).not.toThrow();
  });

  it('lets only those refuse whose signature is needed; others dissent', () => {
    const panel = { requiredSpecialties: ['radiation-oncology'] as const, maxAcceptedDissents: 1 };
    const refusal: SigningIntent = { ...approval, meaning: 'refuse', reason: 'Unstable' };

    expect(() => requireMaySign(surgeon, revision({ rule: panel }), refusal)).toThrow(OnlySigningSpecialtyRefuses);
    expect(() => requireMaySign(surgeon, revision({ rule: panel }), { ...refusal, meaning: 'dissent' })).not.toThrow();
  });

  it('happens once per person, even for another specialty', () => {
    const double: Actor = {
      ...surgeon,
      memberships: [...surgeon.memberships, { boardId: 'spine', role: 'specialist', specialty: 'pain-medicine' }],
    };
    const signed = revision({ signatures: [signature()] });

    expect(() => requireMaySign(double, signed, { ...approval, specialty: 'pain-medicine' })).toThrow(AlreadySigned);
    expect(() => requireMaySign(surgeon, signed, approval)).toThrow(
      'You have signed this revision for spine surgery. One person signs once; revoke that signature first to sign otherwise.',
    );
  });

  it('happens once per specialty', () => {
    const signed = revision({ signatures: [signature({ signerId: 'emil' })] });

    expect(() => requireMaySign(surgeon, signed, approval)).toThrow(SpecialtyAlreadySigned);
  });

  it('is open again after the signature was revoked', () => {
    const revoked = revision({ signatures: [signature({ isRevoked: true })] });

    expect(() => requireMaySign(surgeon, revoked, approval)).not.toThrow();
  });

  it('is not held up by the signature of another specialty', () => {
    const signed = revision({ signatures: [signature({ signerId: 'bruno', specialty: 'radiation-oncology' })] });

    expect(() => requireMaySign(surgeon, signed, approval)).not.toThrow();
  });
});

describe('revoking a signature', () => {
  it('is open to its signer before the revision is in force', () => {
    expect(requireMayRevoke(surgeon, revision({ signatures: [signature()] }), 's1')).toEqual(signature());
  });

  it('is refused once the revision is in force', () => {
    const inForce = revision({ state: 'in-force', signatures: [signature()] });

    expect(() => requireMayRevoke(surgeon, inForce, 's1')).toThrow(RevisionNotOpenForSignature);
  });

  it('is refused to everybody else', () => {
    expect(() => requireMayRevoke(deputy, revision({ signatures: [signature()] }), 's1')).toThrow(NotYourSignature);
  });

  it('is refused the second time', () => {
    const revoked = revision({ signatures: [signature({ isRevoked: true })] });

    expect(() => requireMayRevoke(surgeon, revoked, 's1')).toThrow(SignatureAlreadyRevoked);
  });

  it('is refused where there is no such signature', () => {
    expect(() => requireMayRevoke(surgeon, revision(), 's9')).toThrow(NotFound);
  });
});

describe('accepting a dissent', () => {
  const dissent = signature({ meaning: 'dissent' });
  const because = 'Stability was weighed; radiotherapy alone is the patient’s wish.';

  it('is open to the chair with a written reason', () => {
    expect(requireDissentAcceptable(revision({ signatures: [dissent] }), 's1', because)).toEqual(dissent);
  });

  it.each([
    { why: 'reason-missing', change: {}, reason: ' ' },
    { why: 'accepted-already', change: { acceptedDissents: ['s1'] }, reason: because },
    { why: 'not-a-dissent', change: { signatures: [signature()] }, reason: because },
    { why: 'not-a-dissent', change: { signatures: [{ ...dissent, isRevoked: true }] }, reason: because },
    {
      why: 'not-required',
      change: { rule: { requiredSpecialties: ['radiation-oncology' as const], maxAcceptedDissents: 1 } },
      reason: because,
    },
    {
      why: 'too-many',
      change: {
        signatures: [dissent, signature({ id: 's2', meaning: 'dissent', specialty: 'radiation-oncology' })],
        acceptedDissents: ['s2'],
      },
      reason: because,
    },
  ])('is refused: $why', ({ why, change, reason }) => {
    expect(() => requireDissentAcceptable(revision({ signatures: [dissent], ...change }), 's1', reason)).toThrow(
      expect.objectContaining({ name: DissentNotAllowed.name, because: why }),
    );
  });

  it('is refused on a revision that is no longer open', () => {
    const returned = revision({ state: 'returned', signatures: [dissent] });

    expect(() => requireDissentAcceptable(returned, 's1', because)).toThrow(RevisionActionNotPossible);
  });

  it('is refused where there is no such signature', () => {
    expect(() => requireDissentAcceptable(revision(), 's9', because)).toThrow(NotFound);
  });
});
