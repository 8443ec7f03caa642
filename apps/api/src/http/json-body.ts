import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#workflow';
import { MalformedBody } from './input-refusals.js';
import { MAX_DEPTH, scanJson, type JsonFault } from './json-scanner.js';

export const BODY_LIMIT = 1024 * 1024;

const UTF8_CHARSET = /;\s*charset\s*=\s*"?(?!utf-8"?\s*(?:;|$))/i;

type BodyFault = JsonFault['code'] | 'invalid-utf-8' | 'byte-order-mark' | 'malformed-json';

const SENTENCES: Readonly<Record<BodyFault, string>> = {
  'invalid-utf-8': 'Send the body in UTF-8: these bytes are not.',
  'byte-order-mark': 'Remove the byte order mark before the body.',
  'malformed-json': 'The body is not JSON. Check its quotes, commas and brackets.',
  'too-deep': `Nest objects and lists at most ${MAX_DEPTH} deep.`,
  'duplicate-key': 'Send each name once: this one stands twice in the same object.',
  'nul-character': 'Remove the character U+0000.',
  'lone-surrogate': 'Remove the half of a surrogate pair: it is no character.',
  'forbidden-key': 'Choose another name: __proto__ is not allowed.',
};

/** Every way in which bytes are refused before anything reads them as data, for the interface's document. */
export const MALFORMED_BODIES = Object.keys(SENTENCES).map((code) => malformed(code as BodyFault));

/** A body in another encoding than this server reads. */
export class UnsupportedEncoding extends Refusal {
  readonly code = 'unsupported-media-type';
  readonly kind = 'unsupported';

  constructor() {
    super('Send the body as application/json in UTF-8, without Content-Encoding.');
  }
}

/** Makes this the one way a body enters: `application/json`, at most 1 MiB; any other type is refused with 415. */
export function acceptJsonBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
    async (request: FastifyRequest, bytes: Buffer) => {
      requirePlainUtf8(request);
      if (request.headers['idempotency-key'] !== undefined) request.bodyBytes = bytes;
      return parseJson(bytes);
    },
  );
}

/**
 * Bytes to data: strict UTF-8, no byte order mark, at most 32 levels, no name twice in an object, no U+0000, no lone
 * surrogate. No bytes at all are undefined, for the routes that need no body. Everything else is a 400 with a pointer.
 */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw malformed('invalid-utf-8');

  const text = bytes.toString();
  if (text.startsWith('\uFEFF')) throw malformed('byte-order-mark');

  const fault = scanJson(text);
  if (fault) throw malformed(fault.code, fault.pointer);

  try {
    return JSON.parse(text);
  } catch {
    // The parser's message repeats a piece of the body, so it goes nowhere.
    throw malformed('malformed-json');
  }
}

function requirePlainUtf8({ headers }: FastifyRequest): void {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = headers;
  if (encoding !== 'identity' || UTF8_CHARSET.test(type)) throw new UnsupportedEncoding();
}

function malformed(code: BodyFault, pointer?: string): MalformedBody {
  return new MalformedBody(code, SENTENCES[code], pointer);
}
