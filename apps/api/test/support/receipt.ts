import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';

/** What a receipt says, once it is proven. */
export interface Proven {
  readonly leaf: Record<string, unknown>;
  readonly index: number;
  readonly size: number;
  readonly origin: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';

/** The text of the receipt that an answer carries. */
export function receiptIn(headers: Readonly<Record<string, unknown>>): string {
  const header = headers['consilium-receipt'];
  if (typeof header !== 'string') throw new Error('The answer carries no receipt.');
  return Buffer.from(header, 'base64').toString('utf8');
}

/**
 * Checks a receipt by the letter of RFC 9162 §2.1.3.2 and C2SP tlog-proof, in a few lines of its own: none of the program's code
 * judges the program's proofs. @throws where anything does not hold
 */
export function proven(receipt: string, privateKey: KeyObject): Proven {
  const [head = '', ...rest] = receipt.split('\n\n');
  const checkpoint = rest.join('\n\n');
  const [header, extra, indexLine, ...hashes] = head.split('\n');
  if (header !== HEADER || !extra?.startsWith('extra ') || !indexLine?.startsWith('index ')) throw new Error(head);

  const leaf = Buffer.from(extra.slice('extra '.length), 'base64');
  const index = Number(indexLine.slice('index '.length));
  const { origin, size, root } = signedCheckpoint(checkpoint, privateKey);
  const found = rootFrom(
    sha256(Buffer.of(0), leaf),
    index,
    size,
    hashes.map((hash) => Buffer.from(hash, 'base64')),
  );
  if (!found.equals(root))
    throw new Error(`The path leads to ${found.toString('base64')}, not to ${root.toString('base64')}.`);
  return { leaf: JSON.parse(leaf.toString('utf8')), index, size, origin };
}

/** A signed checkpoint's three lines, its first signature checked against the key. */
export function signedCheckpoint(note: string, privateKey: KeyObject) {
  const at = note.lastIndexOf('\n\n') + 1;
  const text = note.slice(0, at);
  const [origin = '', size = '', root = ''] = text.split('\n');
  const line = note.slice(at + 1).split('\n')[0]!;
  const signature = Buffer.from(line.split(' ')[2]!, 'base64').subarray(4);
  if (!line.startsWith(`— ${origin} `) || !verify(null, Buffer.from(text), createPublicKey(privateKey), signature)) {
    throw new Error(`Not signed: ${note}`);
  }
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') };
}

function rootFrom(leafHash: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer {
  let [fn, sn, hash] = [index, size - 1, leafHash];
  for (const sibling of path) {
    if (sn === 0) throw new Error('The path is too long.');
    if (fn % 2 === 1 || fn === sn) {
      hash = sha256(Buffer.of(1), sibling, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    } else {
      hash = sha256(Buffer.of(1), hash, sibling);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  if (sn !== 0) throw new Error('The path is too short.');
  return hash;
}

function sha256(...parts: Buffer[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}
