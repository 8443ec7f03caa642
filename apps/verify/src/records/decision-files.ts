import { sha256 } from '#transparency';
import { Fault } from '../fault.js';
import type { CheckedSignature } from './signature.js';

export const DECISIONS = 'decisions/';

/** The files of a case's bundle that say again, for people with openssl, what the documents of its decisions say. */
export class DecisionFiles {
  private readonly expected = new Map<string, string>();
  private readonly met = new Map<string, string>();

  /** Takes in what one version of a decision says; later versions say the same and more. */
  expect(decision: string, frozen: string, signatures: readonly CheckedSignature[]): void {
    const folder = `${DECISIONS}${decision}`;
    this.put(`${folder}/frozen.json`, frozen);
    for (const { id, statement, passkey } of signatures) {
      const beside = `${folder}/signatures/${id}`;
      this.put(`${beside}/statement.json`, statement);
      if (!passkey) continue;
      this.put(`${beside}/client-data.json`, passkey.clientData);
      this.put(`${beside}/authenticator-data.bin`, passkey.authenticatorData);
      this.put(`${beside}/signature.bin`, passkey.signature);
      this.put(`${beside}/public-key.pem`, passkey.key.publicKey.export({ type: 'spki', format: 'pem' }));
    }
  }

  /** Takes in a file as it lies there. */
  meet(path: string, sum: Buffer): void {
    this.met.set(path, sum.toString('hex'));
  }

  /** @throws Fault at the first file that is missing, or says something else than its decision's document */
  requireSame(): void {
    for (const [path, sum] of this.expected) {
      const met = this.met.get(path);
      if (met === undefined)
        throw new Fault(path, 'This file is missing: the decision’s document has what belongs into it.');
      if (met !== sum) throw new Fault(path, 'This file says something else than the decision’s document.');
    }
    const extra = [...this.met.keys()].find((path) => !this.expected.has(path));
    if (extra !== undefined) throw new Fault(extra, 'No decision in this bundle has such a file: it was added.');
  }

  private put(path: string, content: string | Buffer): void {
    this.expected.set(path, sha256(content).toString('hex'));
  }
}
