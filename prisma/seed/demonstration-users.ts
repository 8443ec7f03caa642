import type { Role, Specialty } from '#workflow';

/** Somebody of the demonstration. What they know and hold is published here: no server in production takes them in. */
export interface DemonstrationUser {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  /** Base32, for an authenticator. */
  readonly totpSecret: string;
  readonly roles: readonly Role[];
  readonly specialty: Specialty | null;
  /** As the start prints it. */
  readonly role: string;
}

/**
 * Everybody who may sign in to the demonstration: each role, and on the board each specialty. Types are all that this file
 * imports, so that the walk through the demonstration reads it as it stands.
 */
export const STAFF = {
  coordinator: someone('coordinator', 'Cora Coordinator', 'XTWXY26UUIMHO3VIKN7AII54OYKDD4VL', ['coordinator']),
  chair: someone(
    'chair',
    'Dr. Clara Chair',
    'ODSW7LAXMLEF54JOD7COWWAU5EMX42UH',
    ['specialist', 'chair'],
    'spine-surgery',
  ),
  medicalOncologist: specialist('medical-oncology', 'Dr. Otto Oncology', '4FIVTCBAX53P23TBMARQPML53FZ46HRV'),
  radiationOncologist: specialist('radiation-oncology', 'Dr. Rae Beam', 'W2MVLNFKS2RKTDDOO4VOD3NAW2BZUZKV'),
  spineSurgeon: specialist('spine-surgery', 'Dr. Sam Spine', 'M73JS7HW3EMRZDHU7WXXBCP5BY622I53'),
  radiologist: specialist('radiology', 'Dr. Rita Radiology', 'A2XZT24WXM5M47DLXRFFKWWFRON74HU5'),
  interventionalRadiologist: specialist(
    'interventional-radiology',
    'Dr. Ines Needle',
    'DECL6BG546DNW3VJX22MULLOPEEA7QZD',
  ),
  nuclearPhysician: specialist('nuclear-medicine', 'Dr. Nora Nuclear', 'QFZGKZ3TO5VLAPMB22B2VF6VCC46BELF'),
  pathologist: specialist('pathology', 'Dr. Pat Slide', 'ZENDEVA3O5CC74DQIRVRA5LBSS6SIFZU'),
  haematologist: specialist('haematology', 'Dr. Hugo Marrow', 'WCWBDKNJNQUQLFGFCKNYOXXKRE53OZBB'),
  neurologist: specialist('neurology', 'Dr. Nils Reflex', 'LTL72CVHZGWR2IDMWA4BO3SJJGXTW2AO'),
  palliativePhysician: specialist('palliative-care', 'Dr. Pia Comfort', 'ZT7TEKOPBI6MF3JX2MZVFMZQE6KD6NFW'),
  painPhysician: specialist('pain-medicine', 'Dr. Paul Pain', 'AH5GEXO2XQRDRRV2HL7JACPTRR7DYD4H'),
  rehabilitationPhysician: specialist('rehabilitation', 'Dr. Remy Rehab', 'UEIYWIXU7GSPSXUG2JRJEI2XZP2X7SVH'),
  psychologist: specialist('psychology', 'Sven Psychology', 'AE27WVFG4WU2PKGWCWTHJ5NTIM25QAVC'),
  nurse: specialist('nursing', 'Nina Nurse', 'NKK6DOXO5R4VK7ITXCB3XKSHV5OXAGVE'),
  deputy: someone('deputy', 'Dr. Dora Deputy', 'PHGQG6DXUAVLFI4TC7TFXPCIPWGEQR6P', ['specialist'], 'medical-oncology'),
  auditor: someone('auditor', 'Aldo Auditor', 'GIGCLYJKWYK4KCRZE64F7ZQRUXZNZL62', ['auditor']),
  administrator: someone('administrator', 'Ada Administrator', 'A2CY7KOCB63A6QZ7X2ONNA7YFMV4FIW4', ['administrator']),
  integration: someone('integration', 'Imaging system', 'O6HR4ZOXOAYWYEGL53A7C56HSH3JOXYR', ['integration']),
} as const satisfies Record<string, DemonstrationUser>;

export type StaffKey = keyof typeof STAFF;

export const demonstrationUsers: readonly DemonstrationUser[] = Object.values(STAFF);

function specialist(specialty: Specialty, name: string, totpSecret: string): DemonstrationUser {
  return someone(specialty, name, totpSecret, ['specialist'], specialty);
}

function someone(
  word: string,
  name: string,
  totpSecret: string,
  roles: readonly Role[],
  specialty: Specialty | null = null,
): DemonstrationUser {
  const role = specialty === null || word === specialty ? word : `${word}, ${specialty}`;
  return {
    email: `${word}@consilium.example`,
    name,
    password: `demonstration-${word}`,
    totpSecret,
    roles,
    specialty,
    role,
  };
}
