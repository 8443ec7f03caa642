import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DEFAULT_REQUIRED_SPECIALTIES, type Permission } from '#workflow';
import { FoundOrganisation } from '../../apps/api/src/people/index.js';
import { fromBase32 } from '../../apps/api/src/auth/index.js';
import { TIME_ZONE } from './board-calendar.js';
import { demonstrationUsers, STAFF, type StaffKey } from './demonstration-users.js';
import { StaffMember } from './staff-member.js';
import type { StoryClock } from './story-clock.js';

/** Who sits on no board. */
const OFFICES: readonly StaffKey[] = ['auditor', 'administrator', 'integration'];
/** What the imaging system is let in for. */
const IMAGING_SCOPES: readonly Permission[] = [
  'case:read',
  'imaging:read',
  'imaging:book',
  'imaging:perform',
  'imaging:report',
];

/** The demonstration's people with their board. */
export interface Hospital extends Readonly<Record<StaffKey, StaffMember>> {
  readonly organisationId: string;
  readonly boardId: string;
}

/** One organisation with one spine board, on which every specialty has its seat. */
export async function foundHospital(app: NestFastifyApplication, clock: StoryClock): Promise<Hospital> {
  const founding = app.get(FoundOrganisation, { strict: false });
  const { organisationId, users } = await founding.found(
    'Consilium Demonstration Hospital',
    demonstrationUsers.map(({ email, name, roles, specialty, password, totpSecret }) => ({
      email,
      name,
      roles,
      specialty: specialty ?? undefined,
      password,
      totpSecret: fromBase32(totpSecret),
    })),
  );
  const keys = Object.keys(STAFF) as StaffKey[];
  const staff = Object.fromEntries(
    keys.map((key, place) => [key, new StaffMember(app, clock, STAFF[key], users[place]!.id)]),
  ) as Record<StaffKey, StaffMember>;

  const { id: boardId } = await founding.addBoard(organisationId, {
    name: 'Spine board',
    timeZone: TIME_ZONE,
    chairId: staff.chair.id,
    requiredSpecialties: DEFAULT_REQUIRED_SPECIALTIES,
    members: keys
      .filter((key) => !OFFICES.includes(key))
      .map((key) => ({
        userId: staff[key].id,
        specialty: STAFF[key].specialty,
        deputyIds: key === 'medicalOncologist' ? [staff.deputy.id] : [],
      })),
  });
  await letImagingSystemIn(staff);
  return { ...staff, organisationId, boardId };
}

/** An administrator gives an integration its scopes. */
async function letImagingSystemIn({ administrator, integration }: Readonly<Record<StaffKey, StaffMember>>) {
  const { version } = await administrator.get(`/users/${integration.id}`);
  await administrator.patch(`/users/${integration.id}`, { scopes: IMAGING_SCOPES }, version);
}
