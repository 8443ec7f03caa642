import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Call } from './client.js';
import type { Person } from './person.js';
import type { TestServer } from './server.js';
import { Signing, type Wish } from './signing.js';
import { SoftwareAuthenticator } from './software-authenticator.js';

/** What identity is proved for. */
interface Binding {
  readonly purpose: string;
  readonly digest?: string;
}

/** Enrolling, using and revoking passkeys over HTTP. */
export class Passkeys {
  constructor(private readonly server: TestServer) {}

  /** What a browser is told to make, after password and code. */
  async enrolment(person: Person): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const proof = await this.server.as(person).prove('enrol-passkey');
    return (await this.server.as(person).post('/auth/passkeys/enrolment', { proof }).expect(200)).body.publicKey;
  }

  /** Sends what an authenticator made. */
  send(person: Person, credential: RegistrationResponseJSON, name = 'Key'): Call {
    return this.server.as(person).post('/auth/passkeys', { name, credential });
  }

  /** The whole way: an authenticator whose passkey is enrolled. */
  async enrolled(person: Person, key = new SoftwareAuthenticator()): Promise<SoftwareAuthenticator> {
    await this.send(person, key.create(await this.enrolment(person))).expect(201);
    return key;
  }

  /** What a browser is told to ask of a passkey. */
  async offer(person: Person, binding: Binding): Promise<PublicKeyCredentialRequestOptionsJSON> {
    return (await this.server.as(person).post('/auth/passkeys/assertion', binding).expect(200)).body.publicKey;
  }

  stepUp(person: Person, binding: Binding, assertion: AuthenticationResponseJSON): Call {
    return this.server.as(person).post('/auth/step-up', { ...binding, assertion });
  }

  /** What is needed to sign: the statement, and the proof of its digest by this passkey. */
  async prepared(person: Person, key: SoftwareAuthenticator, decisionId: string, wish?: Wish) {
    const { digest } = (await new Signing(this.server).statement(person, decisionId, wish).expect(201)).body;
    const binding = { purpose: 'sign-decision', digest };
    const { body } = await this.stepUp(person, binding, key.get(await this.offer(person, binding))).expect(200);
    return { digest: digest as string, proof: body.proof as string };
  }

  /** Its owner revokes the passkey of this authenticator. */
  async revoked(person: Person, { credentialId }: SoftwareAuthenticator): Promise<void> {
    const { items } = (await this.server.as(person).get('/auth/passkeys').expect(200)).body;
    const { id } = items.find((passkey: { credentialId: string }) => passkey.credentialId === credentialId);
    await this.server.as(person).post(`/auth/passkeys/${id}/revoke`, { reason: 'Lost on the train.' }).expect(200);
  }
}
