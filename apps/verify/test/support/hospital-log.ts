import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  canonicalJson,
  commitTo,
  cosign,
  formatCheckpoint,
  hashLeaf,
  rootOf,
  signNote,
  verifierKeyOf,
  type CanonicalValue,
} from '#transparency';

export const ORGANISATION = '0198f3a2-7c1e-7b60-9d4e-000000000001';
export const ORIGIN = `board.example/${ORGANISATION}`;

/** What a test says of an entry; everything else is as in any other. */
export interface Happening {
  readonly type: string;
  readonly entity?: string;
  readonly entityId?: string;
  readonly patients?: readonly string[];
  /** Makes a version of the record, with this document. */
  readonly document?: CanonicalValue;
  /** By the server's clock; by its place when left out. */
  readonly occurredAt?: string;
  /** What a forger writes instead of what is true. */
  readonly forged?: Readonly<Record<string, CanonicalValue>>;
}

/** A log of one hospital, grown entry by entry without any server: entries, documents with their salts, a key, a witness. */
export class HospitalLog {
  readonly entries: Buffer[] = [];
  /** Salt and document, by commitment in hexadecimal. */
  readonly documents = new Map<string, Buffer>();
  readonly keys = generateKeyPairSync('ed25519');
  readonly witness = { name: 'witness.example', ...generateKeyPairSync('ed25519') };
  private readonly last = new Map<string, { readonly version: number; readonly after: string }>();

  /** Appends an entry and answers its place. */
  record({ type, entity, entityId, patients = [], document, occurredAt, forged }: Happening): number {
    const place = this.entries.length;
    const commitment = document === undefined ? null : this.keep(document);
    const before = commitment && entity ? this.last.get(`${entity}/${entityId}`) : undefined;
    const version = commitment && (before?.version ?? 0) + 1;
    const leaf = {
      ...sayings(place),
      ...(occurredAt !== undefined && { occurredAt }),
      type,
      patients,
      entity: entity ?? null,
      entityId: entityId ?? null,
      version,
      before: before?.after ?? null,
      after: commitment,
      ...forged,
    };
    if (commitment && version) this.last.set(`${entity}/${entityId}`, { version, after: commitment });
    return this.entries.push(Buffer.from(canonicalJson(leaf))) - 1;
  }

  /** Appends so many entries that change nothing. */
  idle(count: number): void {
    for (let each = 0; each < count; each += 1) this.record({ type: 'cases.listed' });
  }

  /** The signed note on the first `size` entries. */
  checkpoint(size = this.entries.length, { isCosigned = false, by = this.keys.privateKey } = {}): string {
    const root = rootOf(this.entries.slice(0, size).map(hashLeaf));
    const text = formatCheckpoint({ origin: ORIGIN, size, root });
    const line = isCosigned ? `${cosign(text, { ...this.witness, time: 1_772_445_600 })}\n` : '';
    return signNote(text, { name: ORIGIN, privateKey: by }) + line;
  }

  get key(): string {
    return keyOf(this.keys.publicKey);
  }

  get witnessKey(): string {
    return verifierKeyOf(this.witness.name, this.witness.publicKey, 'cosignature');
  }

  /** The documents of an erasure go; their commitments stay. */
  forget(commitments: readonly string[]): void {
    for (const commitment of commitments) this.documents.delete(Buffer.from(commitment, 'base64').toString('hex'));
  }

  private keep(document: CanonicalValue): string {
    const { salt, document: bytes, digest } = commitTo(canonicalJson(document));
    this.documents.set(digest.toString('hex'), Buffer.concat([salt, bytes]));
    return digest.toString('base64');
  }
}

export const keyOf = (publicKey: KeyObject) => verifierKeyOf(ORIGIN, publicKey);

/** A UUIDv7 that says its number. */
export const idOf = (number: number) => `0198f3a2-7c1e-7b60-8d4e-${String(number).padStart(12, '0')}`;

function sayings(place: number) {
  const second = String(place % 60).padStart(2, '0');
  const minute = String(Math.floor(place / 60) % 60).padStart(2, '0');
  return {
    v: 1,
    id: idOf(place),
    recordedAt: `2026-03-02T09:${minute}:${second}.000250Z`,
    occurredAt: `2026-03-02T09:${minute}:${second}.000Z`,
    actor: '0198f3a2-0000-7b60-9d4e-2f8a6c5b1e07',
    role: 'specialist',
    onBehalfOf: null,
    auth: 'password+totp',
    session: '0198f3a2-0000-7b60-9d4e-2f8a6c5b1e08',
    client: 'firefox',
    ipHash: 'aXA',
    req: idOf(place),
    outcome: 'done',
    purpose: null,
    organisation: ORGANISATION,
    reasonCode: null,
  };
}
