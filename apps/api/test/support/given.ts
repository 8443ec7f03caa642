import type { Board, FoundOrganisation } from '../../src/people/index.js';
import type { Role, Specialty } from '#workflow';
import { Person } from './person.js';

/** The people of a board that a test may name. The chair is a second spine surgeon. */
const STAFF = {
  coordinator: { name: 'Cora Coordinator', roles: ['coordinator'], specialty: null },
  chair: { name: 'Dr. Carl Chair', roles: ['specialist', 'chair'], specialty: 'spine-surgery' },
  medicalOncologist: { name: 'Dr. Mia Oncology', roles: ['specialist'], specialty: 'medical-oncology' },
  radiationOncologist: { name: 'Dr. Rae Beam', roles: ['specialist'], specialty: 'radiation-oncology' },
  spineSurgeon: { name: 'Dr. Sam Spine', roles: ['specialist'], specialty: 'spine-surgery' },
  radiologist: { name: 'Dr. Rita Radiology', roles: ['specialist'], specialty: 'radiology' },
  pathologist: { name: 'Dr. Pat Slide', roles: ['specialist'], specialty: 'pathology' },
  palliativePhysician: { name: 'Dr. Pia Care', roles: ['specialist'], specialty: 'palliative-care' },
} as const satisfies Record<string, Staff>;

/** People of the hospital who sit on no board. */
const OFFICES = {
  auditor: { name: 'Aldo Auditor', roles: ['auditor'], specialty: null },
  administrator: { name: 'Ada Administrator', roles: ['administrator'], specialty: null },
} as const satisfies Record<string, Staff>;

interface Staff {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly specialty: Specialty | null;
}

export type Seated = Record<keyof typeof STAFF, Person>;
export type Organisation = Record<keyof typeof OFFICES, Person> & { readonly organisationId: string };
export type Hospital = Organisation & Seated & { readonly board: Board };

export interface BoardWish {
  /** Another board of the same hospital; otherwise a hospital of its own. */
  readonly organisation?: Organisation;
  readonly name?: string;
  readonly requiredSpecialties?: readonly Specialty[];
  /** Who stands in for whom. */
  readonly deputies?: Readonly<Partial<Record<keyof Seated, readonly (keyof Seated)[]>>>;
}

/** Puts hospitals, boards and people into the database, as the system that sets an installation up. */
export class Given {
  private count = 0;

  constructor(private readonly founding: FoundOrganisation) {}

  /** A hospital with its auditor and its administrator. */
  async organisation(name = 'St Example'): Promise<Organisation> {
    const people = this.invent(OFFICES);
    const { organisationId, users } = await this.founding.found(name, Object.values(people).map(asFounder));
    return { organisationId, ...identify(people, users, organisationId) };
  }

  /** A hospital with one board, on which every specialty has its seat. */
  async board({
    organisation,
    name = 'Spine board',
    requiredSpecialties,
    deputies = {},
  }: BoardWish = {}): Promise<Hospital> {
    const hospital = organisation ?? (await this.organisation());
    const { organisationId } = hospital;
    const invented = this.invent(STAFF);
    const users = await this.founding.addPeople(organisationId, Object.values(invented).map(asFounder));
    const seated = identify(invented, users, organisationId);

    const board = await this.founding.addBoard(organisationId, {
      name,
      timeZone: 'Europe/Amsterdam',
      chairId: seated.chair.id,
      requiredSpecialties,
      members: Object.entries(seated).map(([role, { id, specialty }]) => ({
        userId: id,
        specialty,
        deputyIds: (deputies[role as keyof Seated] ?? []).map((deputy) => seated[deputy].id),
      })),
    });
    return { ...hospital, ...seated, board };
  }

  /** One more person of a hospital, on no board. */
  async person({ organisationId }: Pick<Organisation, 'organisationId'>, staff: Staff): Promise<Person> {
    const people = this.invent({ person: staff });
    const users = await this.founding.addPeople(organisationId, Object.values(people).map(asFounder));
    return identify(people, users, organisationId).person;
  }

  private invent<Name extends string>(staff: Readonly<Record<Name, Staff>>): Record<Name, Person> {
    const people = Object.entries<Staff>(staff).map(([role, { name, roles, specialty }]) => {
      this.count += 1;
      const email = `${role.toLowerCase()}.${this.count}@example.org`;
      return [role, new Person(email, name, roles, specialty)] as const;
    });
    return Object.fromEntries(people) as Record<Name, Person>;
  }
}

function asFounder({ email, name, roles, specialty, password, totp }: Person) {
  return { email, name, roles, specialty: specialty ?? undefined, password, totpSecret: totp.secret.bytes };
}

function identify<Name extends string>(
  people: Record<Name, Person>,
  users: readonly { readonly id: string }[],
  organisationId: string,
): Record<Name, Person> {
  Object.values<Person>(people).forEach((person, index) => {
    person.id = users[index]!.id;
    person.organisationId = organisationId;
  });
  return people;
}
