import type { Witness } from './witness.js';

const PATIENCE_MILLISECONDS = 5_000;
const MAX_ANSWER = 64 * 1024;
const SIZE = /^(0|[1-9]\d{0,15})\n?$/;

/** What a witness is asked: to cosign `note`, which it can reach from `oldSize` by `proof` (RFC 6962 §2.1.2, at most 63 hashes). */
export interface Submission {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  readonly note: string;
}

/** What it said. */
export type WitnessAnswer =
  /** Signature lines, unchecked. */
  | { readonly kind: 'cosigned'; readonly lines: readonly string[] }
  /** It has cosigned a checkpoint of this size last, not of `oldSize`. */
  | { readonly kind: 'knows'; readonly size: number }
  /** It has cosigned another root at this very size. */
  | { readonly kind: 'contradicts' }
  /** It does not know the log (404) or its key (403), or the proof does not hold (422). */
  | { readonly kind: 'refuses'; readonly status: number };

/**
 * Asks a witness to cosign a checkpoint: `POST add-checkpoint` of C2SP tlog-witness.
 * @throws when it does not answer, or not as the protocol says
 */
export async function addCheckpoint({ url }: Witness, submission: Submission): Promise<WitnessAnswer> {
  const response = await fetch(`${url}/add-checkpoint`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: bodyOf(submission),
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
  });
  const text = await boundedText(response);

  if (response.status === 200) return { kind: 'cosigned', lines: text.split('\n').filter((line) => line !== '') };
  if (response.status === 409) return toConflict(response, text, submission);
  return { kind: 'refuses', status: response.status };
}

function bodyOf({ oldSize, proof, note }: Submission): string {
  const hashes = proof.map((hash) => `${Buffer.from(hash).toString('base64')}\n`);
  return `old ${oldSize}\n${hashes.join('')}\n${note}`;
}

/** With a size: what it cosigned last. The same size again, or none, means that its root is another. */
function toConflict(response: Response, text: string, { oldSize }: Submission): WitnessAnswer {
  const isSize = response.headers.get('content-type')?.startsWith('text/x.tlog.size') && SIZE.test(text);
  if (!isSize) return { kind: 'contradicts' };
  const size = Number(text);
  return size === oldSize ? { kind: 'contradicts' } : { kind: 'knows', size };
}

/** A witness is a stranger: it may not fill our memory. */
async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAX_ANSWER) throw new Error('The witness answers with more than a witness has to say.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
