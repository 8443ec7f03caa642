import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { cose, decodeCredentialPublicKey } from '@simplewebauthn/server/helpers';
import type { Revision, RevisionSignature } from '../../../decisions/index.js';
import { fileOf, type BundleFile } from './bundle-file.js';

/** What a decision's last document says, in files that openssl and sha256sum read. */
export function* decisionFiles({ id, frozenText, signatures }: Revision): Generator<BundleFile> {
  const folder = `decisions/${id}`;
  yield fileOf(`${folder}/frozen.json`, frozenText);
  for (const signature of signatures) yield* signatureFiles(`${folder}/signatures/${signature.id}`, signature);
}

function* signatureFiles(folder: string, { statement, assertion }: RevisionSignature): Generator<BundleFile> {
  yield fileOf(`${folder}/statement.json`, statement);
  if (!assertion) return;
  const { clientDataJSON, authenticatorData, signature, publicKey } = assertion;
  yield fileOf(`${folder}/client-data.json`, Buffer.from(clientDataJSON, 'base64url'));
  yield fileOf(`${folder}/authenticator-data.bin`, Buffer.from(authenticatorData, 'base64url'));
  yield fileOf(`${folder}/signature.bin`, Buffer.from(signature, 'base64url'));
  yield fileOf(`${folder}/public-key.pem`, pemOf(Buffer.from(publicKey, 'base64url')));
}

/** A passkey's COSE_Key (RFC 9053 §7) as SubjectPublicKeyInfo. */
function pemOf(coseKey: Uint8Array<ArrayBuffer>): string {
  const key = decodeCredentialPublicKey(coseKey);
  return createPublicKey({ key: jwkOf(key), format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString();
}

function jwkOf(key: ReturnType<typeof decodeCredentialPublicKey>): JsonWebKey {
  const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('base64url');
  if (cose.isCOSEPublicKeyEC2(key)) {
    return { kty: 'EC', crv: 'P-256', x: text(key.get(cose.COSEKEYS.x)), y: text(key.get(cose.COSEKEYS.y)) };
  }
  if (cose.isCOSEPublicKeyOKP(key)) return { kty: 'OKP', crv: 'Ed25519', x: text(key.get(cose.COSEKEYS.x)) };
  if (cose.isCOSEPublicKeyRSA(key)) {
    return { kty: 'RSA', n: text(key.get(cose.COSEKEYS.n)), e: text(key.get(cose.COSEKEYS.e)) };
  }
  throw new Error('A passkey of a kind that is never enrolled.');
}
