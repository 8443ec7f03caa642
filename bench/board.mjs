/** The hospital that is measured: its people from the server's own founding, its cases through the server's own routes. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Secret, TOTP } from 'otpauth';
import { Failure } from '../tools/failure.mjs';
import { DIST } from '../tools/paths.mjs';
import { factsOf } from './facts.mjs';

const API = join(DIST, 'apps', 'api', 'src');
const CASES = 600;
const AT_ONCE = 16;

const PEOPLE = [
  { name: 'Cora Coordinator', roles: ['coordinator'] },
  { name: 'Dr. Carl Chair', roles: ['specialist', 'chair'], specialty: 'spine-surgery' },
  { name: 'Dr. Mia Oncology', roles: ['specialist'], specialty: 'medical-oncology' },
  { name: 'Dr. Rae Beam', roles: ['specialist'], specialty: 'radiation-oncology' },
  { name: 'Dr. Sam Spine', roles: ['specialist'], specialty: 'spine-surgery' },
];

/**
 * @typedef {object} Board with the coordinator who asks everything
 * @property {string} boardId
 * @property {string} organisationId
 * @property {string} userId
 * @property {{ email: string, password: string, totp: TOTP }} account
 */

/**
 * Founds a hospital with one board in an empty database.
 * @param {NodeJS.ProcessEnv} environment the server's
 * @returns {Promise<Board>}
 */
export async function foundBoard(environment) {
  const [{ createApp }, { readEnvironment }, { FoundOrganisation }] = await Promise.all(
    ['app.js', 'environment.js', 'people/index.js'].map((file) => import(pathToFileURL(join(API, file)).href)),
  );
  const app = await createApp({ environment: readEnvironment(environment), logger: false });
  try {
    return await found(app.get(FoundOrganisation, { strict: false }));
  } finally {
    await app.close();
  }
}

async function found(founding) {
  const password = randomBytes(12).toString('base64url');
  const totp = new TOTP({ secret: new Secret({ size: 20 }) });
  const proofs = { password, totpSecret: totp.secret.bytes };
  const founders = PEOPLE.map((person, index) => ({ ...person, ...proofs, email: `person.${index}@example.org` }));
  const { organisationId, users } = await founding.found('St Example', founders);
  const { id: boardId } = await founding.addBoard(organisationId, {
    name: 'Spine board',
    timeZone: 'Europe/Amsterdam',
    chairId: users[1].id,
    members: users.map(({ id, specialty }) => ({ userId: id, specialty })),
  });
  const [{ id: userId, email }] = users;
  return { boardId, organisationId, userId, account: { email, password, totp } };
}

/** Signs the coordinator in. The token is good for ten minutes, also with a server that was started again. */
export async function signIn({ url }, { account: { email, password, totp } }) {
  const { accessToken } = await post(url, '/auth/login', { email, password, totp: totp.generate() });
  const [, claims] = accessToken.split('.');
  const { sid: sessionId } = JSON.parse(Buffer.from(claims, 'base64url').toString());
  return { accessToken, sessionId };
}

/**
 * Refers, accepts and examines the patients.
 * @returns {Promise<{ caseIds: string[], recorded: object }>} with what the server answered to the last examination
 */
export async function fillBoard({ url }, { boardId }, { accessToken }, count = CASES) {
  const caseIds = [];
  let recorded;
  const send = (path, body) => post(url, path, body, accessToken);
  const one = async (index) => {
    const { id: patientId } = await send('/patients', patientOf(index));
    const referral = { boardId, patientId, question: 'Radiotherapy alone, or stabilisation first?' };
    const { id } = await send('/cases', { ...referral, suspicion: suspicionOf(index) });
    await send(`/cases/${id}/accept`, undefined);
    recorded = await send(`/cases/${id}/assessments`, examinationOf(index));
    caseIds.push(id);
  };

  const waiting = Array.from({ length: count }, (_, index) => index);
  const work = async () => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) await one(index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { caseIds, recorded };
}

/** What is sent when a patient is examined now. */
export function examinationOf(index) {
  const assessedAt = new Date().toISOString();
  return { assessedAt, facts: factsOf(index, assessedAt.slice(0, 10)) };
}

const patientOf = (index) => ({
  identifiers: [{ system: 'urn:oid:2.16.840.1.113883.2.4.6.3', value: String(100_000_000 + index) }],
  familyName: ['Jansen', 'de Vries', 'Bakker', 'Visser', 'Smit'][index % 5],
  givenName: ['Maria', 'Johan', 'Anna', 'Pieter'][index % 4],
  bornOn: `19${40 + (index % 40)}-04-12`,
  sex: index % 2 ? 'male' : 'female',
});

/** Every third patient has a clock running. */
const suspicionOf = (index) => ({
  suspectedAt: new Date().toISOString(),
  compressionSigns: index % 3 === 0 ? ['limb-weakness'] : [],
  painFeatures: ['nocturnal'],
});

async function post(url, path, body, accessToken) {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(accessToken && { authorization: `Bearer ${accessToken}` }),
    },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Failure(`${path} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}
