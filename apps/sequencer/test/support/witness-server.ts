import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Witness } from '#witness';

const NAME = 'witness.test/one';
const COSIGNATURE = 0x04;

interface Cosigned {
  readonly size: number;
  readonly root: Buffer;
}

interface Verdict {
  readonly status: number;
  readonly body?: string;
  readonly type?: string;
}

/**
 * A witness by the letter of C2SP tlog-witness, on HTTP, with nothing of ours in it: it remembers the last checkpoint it cosigned of
 * each log, and signs the next one only over a consistency proof (RFC 9162 §2.1.4.2).
 */
export class WitnessServer {
  readonly cosigned = new Map<string, Cosigned>();
  /** What it answered, in order. */
  readonly answers: number[] = [];
  private readonly privateKey = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), randomBytes(32)]),
    format: 'der',
    type: 'pkcs8',
  });
  private server: Server;

  private constructor(private readonly logKey: KeyObject) {}

  /** Trusts logs that this key signs. */
  static async start(logKey: KeyObject): Promise<WitnessServer> {
    const witness = new WitnessServer(createPublicKey(logKey));
    witness.server = createServer((request, response) => {
      void readAll(request).then((body) => {
        const isKnown = request.method === 'POST' && request.url === '/prefix/add-checkpoint';
        const { status, body: answer = '', type = 'text/plain' } = isKnown ? witness.judge(body) : { status: 404 };
        witness.answers.push(status);
        response.writeHead(status, { 'content-type': type }).end(answer);
      });
    }).listen(0, '127.0.0.1');
    await once(witness.server, 'listening');
    return witness;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** As an operator would configure it. */
  get witness(): Witness {
    const { port } = this.server.address() as AddressInfo;
    const publicKey = Buffer.concat([Buffer.of(COSIGNATURE), this.publicKey]);
    return {
      verifierKey: `${NAME}+${this.keyId.toString('hex')}+${publicKey.toString('base64')}`,
      url: `http://127.0.0.1:${port}/prefix`,
    };
  }

  private get publicKey(): Buffer {
    const { x } = createPublicKey(this.privateKey).export({ format: 'jwk' });
    return Buffer.from(x!, 'base64url');
  }

  private get keyId(): Buffer {
    return sha256(Buffer.from(`${NAME}\n`), Buffer.of(COSIGNATURE), this.publicKey).subarray(0, 4);
  }

  private judge(body: string): Verdict {
    const at = body.indexOf('\n\n');
    const [oldLine = '', ...hashes] = body.slice(0, at).split('\n');
    const note = body.slice(at + 2);
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    const [origin = '', sizeLine = '', rootLine = ''] = text.split('\n');
    const [size, root] = [Number(sizeLine), Buffer.from(rootLine, 'base64')];
    if (!/^old (0|[1-9]\d*)$/.test(oldLine) || hashes.length > 63) return { status: 400 };
    if (!this.isSigned(note, text)) return { status: 403 };

    const oldSize = Number(oldLine.slice(4));
    const known = this.cosigned.get(origin) ?? { size: 0, root: sha256() };
    if (oldSize > size) return { status: 400 };
    if (oldSize !== known.size) return { status: 409, body: `${known.size}\n`, type: 'text/x.tlog.size' };
    if (oldSize === size && !root.equals(known.root)) return { status: 409 };
    const proof = hashes.map((hash) => Buffer.from(hash, 'base64'));
    if (!isConsistent(known, { size, root }, proof)) return { status: 422 };

    this.cosigned.set(origin, { size, root });
    return { status: 200, body: this.cosignatureOf(text) };
  }

  private isSigned(note: string, text: string): boolean {
    const lines = note.slice(text.length + 1).split('\n');
    return lines.some((line) => {
      const signature = Buffer.from(line.split(' ')[2] ?? '', 'base64').subarray(4);
      return signature.length === 64 && verify(null, Buffer.from(text), this.logKey, signature);
    });
  }

  private cosignatureOf(text: string): string {
    const seconds = 1_790_000_000;
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(BigInt(seconds));
    const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), this.privateKey);
    const blob = Buffer.concat([this.keyId, time, signature]).toString('base64');
    return `— somebody.else ${blob}\n— ${NAME} ${blob}\n`;
  }
}

function isConsistent(from: Cosigned, to: Cosigned, proof: readonly Buffer[]): boolean {
  if (from.size === 0) return proof.length === 0;
  if (from.size === to.size) return proof.length === 0 && from.root.equals(to.root);
  const path = isPowerOfTwo(from.size) ? [from.root, ...proof] : [...proof];
  let [fn, sn] = [from.size - 1, to.size - 1];
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  const first = path.shift();
  if (!first) return false;
  let [fr, sr] = [first, first];
  for (const hash of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [sha256(Buffer.of(1), hash, fr), sha256(Buffer.of(1), hash, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    } else {
      sr = sha256(Buffer.of(1), sr, hash);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && fr.equals(from.root) && sr.equals(to.root);
}

function isPowerOfTwo(size: number): boolean {
  return Number.isInteger(Math.log2(size));
}

function sha256(...parts: Buffer[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
