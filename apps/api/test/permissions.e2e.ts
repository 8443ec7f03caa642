import { Controller, Get, Module } from '@nestjs/common';
import type { Permission, Role } from '#workflow';
import { Allow, AllowSignedIn, AuthModule, Public } from '../src/auth/index.js';
import { DatabaseModule } from '../src/database.module.js';
import { Answers, IsText } from '../src/http/index.js';
import { PeopleModule } from '../src/people/index.js';
import type { Person } from './support/person.js';
import { startServer, type TestServer } from './support/server.js';

const BOARD_STAFF = 'coordinator specialist chair';
const READERS = 'coordinator specialist chair auditor integration';
const RECORDERS = 'coordinator specialist chair integration';
const SPECIALISTS = 'specialist chair';

/**
 * Who passes a route, before any record is known. Any specialist may be the chair of a board or of a meeting, which no
 * token says: where a chair passes, so does a specialist, and the act decides.
 */
const PASSES: Readonly<Record<Permission, string>> = {
  'patient:read': READERS,
  'patient:search': READERS,
  'patient:write': RECORDERS,
  'case:read': READERS,
  'case:refer': RECORDERS,
  'case:accept': BOARD_STAFF,
  'case:decline': BOARD_STAFF,
  'case:ready': BOARD_STAFF,
  'case:defer': BOARD_STAFF,
  'case:relist': BOARD_STAFF,
  'case:close': BOARD_STAFF,
  'case:reopen': BOARD_STAFF,
  'lane:raise': BOARD_STAFF,
  'lane:lower': BOARD_STAFF,
  'assessment:read': READERS,
  'assessment:record': RECORDERS,
  'readiness:waive': BOARD_STAFF,
  'clock:stop': BOARD_STAFF,
  'treatment:read': READERS,
  'treatment:record': RECORDERS,
  'meeting:read': READERS,
  'meeting:manage': BOARD_STAFF,
  'meeting:reply': RECORDERS,
  'series:manage': BOARD_STAFF,
  'agenda:manage': BOARD_STAFF,
  'attendance:mark': BOARD_STAFF,
  'session:open-item': BOARD_STAFF,
  'session:start': SPECIALISTS,
  'session:end': SPECIALISTS,
  'session:adjourn': SPECIALISTS,
  'plan:read': 'coordinator specialist chair auditor',
  'plan:write': SPECIALISTS,
  'decision:read': READERS,
  'decision:draft': BOARD_STAFF,
  'decision:propose': SPECIALISTS,
  'decision:propose-urgently': SPECIALISTS,
  'decision:override': SPECIALISTS,
  'decision:ratify': SPECIALISTS,
  'decision:sign': SPECIALISTS,
  'decision:return': BOARD_STAFF,
  'decision:revise': BOARD_STAFF,
  'decision:withdraw': SPECIALISTS,
  'dissent:accept': SPECIALISTS,
  'recommendation:update': BOARD_STAFF,
  'letter:hand-out': BOARD_STAFF,
  'follow-up:read': READERS,
  'follow-up:policy': SPECIALISTS,
  'follow-up:level': BOARD_STAFF,
  'imaging:read': READERS,
  'imaging:order': SPECIALISTS,
  'imaging:book': RECORDERS,
  'imaging:perform': RECORDERS,
  'imaging:cancel': RECORDERS,
  'imaging:report': 'specialist chair integration',
  'imaging:acknowledge': SPECIALISTS,
  'imaging:reassign': SPECIALISTS,
  'history:read': 'specialist chair auditor',
  'case:time-travel': 'specialist chair auditor',
  'audit:read': 'specialist chair auditor',
  'audit:export': 'specialist chair auditor',
  'access-review:read': 'specialist chair auditor',
  'audit:reconcile': 'auditor',
  'report:read': 'coordinator specialist chair auditor',
  'break-glass:use': BOARD_STAFF,
  'break-glass:read': 'auditor',
  'break-glass:review': 'auditor',
  'user:read': 'administrator',
  'user:manage': 'administrator',
  'board:read': 'coordinator specialist chair auditor administrator integration',
  'board:manage': 'administrator',
  'parameter:enter': 'administrator',
  'parameter:confirm': SPECIALISTS,
  'notice:manage': 'administrator',
  'reply:deliver': 'integration',
  'erasure:read': 'auditor administrator',
  'erasure:ask': 'administrator',
  'erasure:approve': 'administrator',
};

const EVERY_ROLE = ['coordinator', 'specialist', 'chair', 'auditor', 'administrator', 'integration'] as const;
const EVERY_PERMISSION = Object.keys(PASSES) as Permission[];
/** A colon in a path would be a parameter. */
const pathOf = (permission: Permission) => `toy/for/${permission.replace(':', '-to-')}`;

class ToyView {
  @IsText({ max: 100, example: 'passed' })
  outcome: string;
}
const passed = () => ({ outcome: 'passed' });

/** One route for each permission of the role table. */
@Controller()
class ToyController {
  @Get('toy/anybody')
  @Public()
  @Answers(ToyView, { summary: 'For anybody' })
  anybody() {
    return passed();
  }

  @Get('toy/signed-in')
  @AllowSignedIn()
  @Answers(ToyView, { summary: 'For whoever is signed in' })
  signedIn() {
    return passed();
  }

  @Get('toy/either')
  @Allow('user:read', 'break-glass:review')
  @Answers(ToyView, { summary: 'For whoever may do one or the other' })
  either() {
    return passed();
  }
}
for (const permission of EVERY_PERMISSION) {
  const name = `for ${permission}`;
  Object.defineProperty(ToyController.prototype, name, { value: () => passed(), writable: true, configurable: true });
  for (const decorate of [
    Get(pathOf(permission)),
    Allow(permission),
    Answers(ToyView, { summary: `For whoever may ${permission}` }),
  ]) {
    decorate(ToyController.prototype, name, Object.getOwnPropertyDescriptor(ToyController.prototype, name)!);
  }
}

@Module({ imports: [DatabaseModule, AuthModule, PeopleModule], controllers: [ToyController] })
class Toy {}

describe('a route', () => {
  let server: TestServer;
  const people = new Map<Role, Person>();

  beforeAll(async () => {
    server = await startServer({ features: Toy });
    const organisation = await server.given.organisation();
    for (const role of EVERY_ROLE) {
      const specialty = role === 'specialist' || role === 'chair' ? 'spine-surgery' : null;
      people.set(role, await server.given.person(organisation, { name: role, roles: [role], specialty }));
    }
  });

  afterAll(() => server.close());

  it.each(EVERY_PERMISSION)('for %s lets in exactly the roles of the role table', async (permission) => {
    const letIn: Role[] = [];
    for (const role of EVERY_ROLE) {
      const { status } = await server.as(people.get(role)!).get(`/${pathOf(permission)}`);
      if (status === 200) letIn.push(role);
      else expect(status).toBe(403);
    }

    expect(letIn.join(' ')).toBe(PASSES[permission]);
  });

  it('lets nobody in without a token, whatever it allows', async () => {
    for (const permission of EVERY_PERMISSION) {
      await server.nobody.get(`/${pathOf(permission)}`).expect(401, 'not-signed-in');
    }
    await server.nobody.get('/toy/signed-in').expect(401, 'not-signed-in');
  });

  it('that is public lets anybody in, and one for the signed-in every role', async () => {
    await server.nobody.get('/toy/anybody').expect(200);
    for (const role of EVERY_ROLE) await server.as(people.get(role)!).get('/toy/signed-in').expect(200);
  });

  it('with two permissions lets in who holds either', async () => {
    await server.as(people.get('administrator')!).get('/toy/either').expect(200);
    await server.as(people.get('auditor')!).get('/toy/either').expect(200);
    await server.as(people.get('chair')!).get('/toy/either').expect(403, 'forbidden');
  });

  it('says what is missing, and leaves the refusal in the trail', async () => {
    const coordinator = people.get('coordinator')!;

    const { body } = await server.as(coordinator).get('/toy/for/decision-to-sign').expect(403, 'forbidden');

    expect(body).toMatchObject({ permission: 'decision:sign' });
    expect((await server.auditOf({ actorId: coordinator.id })).at(-1)).toBe('request.refused');
  });
});
