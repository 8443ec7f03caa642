import type { SignatureMeaning } from '#workflow';
import type { Answer, Call } from './client.js';
import type { Hospital } from './given.js';
import type { Person } from './person.js';
import type { TestServer } from './server.js';

export interface Wish {
  readonly meaning?: SignatureMeaning;
  readonly reason?: string;
  readonly onBehalfOf?: string;
}

/** The ceremony of signing over HTTP: the statement, the proof of identity for it, the signature. */
export class Signing {
  constructor(private readonly server: TestServer) {}

  /** Asks for the statement. */
  statement(signer: Person, decisionId: string, wish: Wish = {}): Call {
    return this.server.as(signer).post(`/decisions/${decisionId}/signing-statements`, { meaning: 'approve', ...wish });
  }

  /** What is needed to sign: statement and proof. */
  async prepared(signer: Person, decisionId: string, wish?: Wish): Promise<{ digest: string; proof: string }> {
    const { digest } = (await this.statement(signer, decisionId, wish).expect(201)).body;
    return { digest, proof: await this.server.as(signer).prove('sign-decision', digest) };
  }

  /** Sends what was prepared. */
  send(signer: Person, decisionId: string, prepared: { digest: string; proof: string }): Call {
    return this.server.as(signer).post(`/decisions/${decisionId}/signatures`, prepared);
  }

  /** The whole ceremony; answers with the decision as it is by then. */
  async signed(signer: Person, decisionId: string, wish?: Wish): Promise<Answer['body']> {
    const prepared = await this.prepared(signer, decisionId, wish);
    return (await this.send(signer, decisionId, prepared).expect(201)).body;
  }

  /** Several people, each prepared, send their approvals in the same moment. */
  async atOnce(signers: readonly Person[], decisionId: string): Promise<Answer[]> {
    const prepared: { digest: string; proof: string }[] = [];
    for (const signer of signers) prepared.push(await this.prepared(signer, decisionId));
    return Promise.all(signers.map((signer, index) => this.send(signer, decisionId, prepared[index]!)));
  }

  /** The three of the default rule approve; answers with the decision in force. */
  async inForce(hospital: Hospital, decisionId: string): Promise<Answer['body']> {
    await this.signed(hospital.medicalOncologist, decisionId);
    await this.signed(hospital.radiationOncologist, decisionId);
    return this.signed(hospital.spineSurgeon, decisionId);
  }
}
