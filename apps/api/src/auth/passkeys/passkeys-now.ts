import type { DocumentsNow } from '#database';
import { passkeyDocument } from './passkey.js';
import { PasskeysRepository } from './passkeys.repository.js';

const repository = new PasskeysRepository();

/** Passkeys as their rows say them now. */
export const passkeysNow: DocumentsNow = async (tx, ids) => {
  const passkeys = await repository.withIds(tx, ids);
  return passkeys.map((passkey) => ({ id: passkey.id, version: passkey.version, document: passkeyDocument(passkey) }));
};
