import { newId } from '#database';
import { acceptsIdempotencyKey } from '../src/http/idempotency.js';
import { cursorOf } from '../src/http/paging.js';
import { namesIn, pathWith, schemasOf, exampleWith, type Entrance } from './support/every-route.js';
import { faultsOf } from './support/faults.js';
import { startServer, type TestServer } from './support/server.js';
import { Walk, type Trial } from './support/walk.js';

const MEGABYTES_5 = JSON.stringify({ note: 'x'.repeat(5 * 1024 * 1024) });

/** Bodies that are no JSON of ours, whatever the route: 400 with this code unless it says otherwise. */
const BROKEN_BODIES: Readonly<Record<string, Partial<Trial> & { readonly code: string; readonly status?: number }>> = {
  '5 MB': { bytes: MEGABYTES_5, status: 413, code: 'body-too-large' },
  '50 000 levels of lists': { bytes: '['.repeat(50_000), code: 'too-deep' },
  '50 000 levels of objects': { bytes: '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000), code: 'too-deep' },
  'U+0000 as it is': { bytes: '{"note":"a\u0000b"}', code: 'nul-character' },
  'U+0000, escaped': { bytes: '{"note":"a\\u0000b"}', code: 'nul-character' },
  'U+0000 in a name': { bytes: '{"no\\u0000te":"a"}', code: 'nul-character' },
  'bytes that are no UTF-8': { bytes: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), code: 'invalid-utf-8' },
  'half a surrogate pair': { bytes: '{"note":"\\ud800"}', code: 'lone-surrogate' },
  'a name twice': { bytes: '{"note":"a","note":"b"}', code: 'duplicate-key' },
  'a prototype': { bytes: '{"__proto__":{"isAdmin":true}}', code: 'forbidden-key' },
  'half an object': { bytes: '{"note":', code: 'malformed-json' },
  'a byte order mark': { bytes: '\ufeff{}', code: 'byte-order-mark' },
  'a form': { bytes: 'a=b', headers: form(), status: 415, code: 'unsupported-media-type' },
  'a body without a type': {
    bytes: '{}',
    headers: { 'content-type': '' },
    status: 415,
    code: 'unsupported-media-type',
  },
  'Latin-1': { bytes: '{}', headers: latin1(), status: 415, code: 'unsupported-media-type' },
};

function form() {
  return { 'content-type': 'application/x-www-form-urlencoded' };
}

function latin1() {
  return { 'content-type': 'application/json; charset=iso-8859-1' };
}

/** Their checksums are right; no list is sorted so. */
const FORGED_CURSORS = [
  cursorOf([]),
  cursorOf(['2026-02-30', 'nobody']),
  cursorOf([1e308, 'a', 'b', 'c', 'd', 'e', 'f']),
];

describe('bad input, at every route', () => {
  let server: TestServer;
  let walk: Walk;

  beforeAll(async () => {
    server = await startServer();
    walk = await Walk.begin(server);
  });
  afterAll(() => server.close());

  it('is tried by everybody who may enter: every role is let in somewhere', () => {
    expect(walk.welcomed).toBe(6);
    expect(walk.entrances.length).toBeGreaterThan(60);
  });

  it('is refused field by field: missing, unknown, of another type, out of range, on a day that does not exist', async () => {
    const complaints = await walk.complaints(function* ({ body }) {
      if (!body) return;
      const example = exampleWith(body.example, walk.ours);
      for (const { what, pointer, body: bad } of faultsOf(body.schema, example, schemasOf(walk.document))) {
        yield { what, body: bad, expected: { status: 400, code: 'invalid-body', pointer } };
      }
    });

    expect(complaints).toEqual([]);
  }, 120_000);

  it('is refused where the body is no body of ours', async () => {
    const complaints = await walk.complaints(function* ({ method }) {
      if (method === 'GET') return;
      for (const [what, { code, status = 400, ...wrong }] of Object.entries(BROKEN_BODIES)) {
        yield { what, ...wrong, expected: { status, code } };
      }
    });

    expect(complaints).toEqual([]);
  });

  it('is refused where a body is missing, is no object, or is not asked for', async () => {
    const complaints = await walk.complaints(function* ({ method, body, takesMail }) {
      const expected = takesMail
        ? { status: 415, code: 'unsupported-media-type' }
        : { status: 400, code: 'invalid-body' };
      if (method === 'GET') return;
      for (const bytes of ['[]', '"a"', '17', 'true', '[{}]']) yield { what: bytes, bytes, expected };
      if (!body) yield { what: 'a body where none is taken', body: { note: 'x' }, expected };
      if (body?.isRequired) {
        yield { what: 'no body', body: undefined, bytes: undefined, expected };
        yield { what: 'an empty body', bytes: '', expected };
        yield { what: 'null', bytes: 'null', expected };
      }
    });

    expect(complaints).toEqual([]);
  });

  it('is refused in the query: unknown names, pages of no size, cursors that were altered', async () => {
    const complaints = await walk.complaintsOfEverybody(function* ({ query }) {
      const expected = { status: 400, code: 'invalid-query' };
      yield { what: 'an unknown parameter', query: '?surprise=1', expected: { ...expected, pointer: '/surprise' } };
      yield { what: 'a prototype', query: '?__proto__=1', expected };
      for (const { name, schema } of query) {
        for (const value of wrongInQuery(name, schema.example)) {
          const encoded = encodeURIComponent(value);
          // Whose list it is, is asked before where it goes on.
          const wrong = name === 'cursor' ? { status: [400, 404] } : { ...expected, pointer: `/${name}` };
          yield { what: `${name}=${value}`, query: `?${name}=${encoded}`, expected: wrong };
        }
        for (const code of ['%00', '%ff', '%2']) {
          const malformed = { status: 400, code: 'malformed-address' };
          yield { what: `${name}=${code}`, query: `?${name}=${code}`, expected: malformed };
        }
      }
    });

    expect(complaints).toEqual([]);
  });

  it('finds nothing under an id that nobody gave, that is none, or that is of another organisation', async () => {
    const complaints = await walk.complaintsOfEverybody(function* ({ path }) {
      for (const name of namesIn(path)) {
        // Of what one sees, whether one may change it, and in which version, is judged before its parts.
        const isPart = name !== namesIn(path)[0];
        const status = isPart ? [403, 404, 412] : 404;
        const isCode = name === 'id' || name === 'item';
        const wrong = isCode ? ['x', 'constructor'] : [newId(), '12', walk.theirs[name]!];
        for (const id of wrong) {
          const elsewhere = pathWith(path, { ...walk.ours, [name]: id });
          yield { what: `${name} ${id}`, path: elsewhere, expected: { status } };
        }
      }
    });

    expect(complaints).toEqual([]);
  });

  it('is refused, whoever asks, where the body names what is of another organisation', async () => {
    const complaints = await walk.complaintsOfEverybody(function* ({ body, needsIfMatch }) {
      const asOurs = body && JSON.stringify(exampleWith(body.example, walk.ours));
      for (const [name, id] of Object.entries(walk.theirs)) {
        const bytes = body && JSON.stringify(exampleWith(body.example, { ...walk.ours, [name]: id }));
        if (bytes === asOurs) continue;
        for (const version of needsIfMatch ? ['"1"', '"2"', '"3"', '"4"'] : [undefined]) {
          yield { what: `their ${name}`, bytes, headers: { 'if-match': version } };
        }
      }
    });

    expect(complaints).toEqual([]);
  });

  it('is refused without a token, and with one that is over, forged or not one', async () => {
    const { coordinator } = walk.walkers;
    const token = await server.as(coordinator).accessToken();
    const [head, claims] = token.split('.');
    server.clock.advance({ minutes: 11 });
    const schemes = {
      none: undefined,
      'one that is over': `Bearer ${token}`,
      'one without signature': `Bearer ${head}.${claims}.`,
      'one of no algorithm': `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`,
      'one that is none': 'Bearer x',
      'another scheme': 'Basic Y29yYTpwYXNzd29yZA==',
      'a very long one': `Bearer ${'x'.repeat(10_000)}`,
    };
    const complaints = await walk.complaints(function* ({ isPublic }) {
      if (isPublic) return;
      for (const [what, authorization] of Object.entries(schemes)) {
        yield { what, as: undefined, headers: { authorization }, expected: { status: 401, code: 'not-signed-in' } };
      }
    });

    expect(complaints).toEqual([]);
  });

  it('is refused under an Idempotency-Key that is none, or where no answer is kept', async () => {
    const complaints = await walk.complaints(function* ({ method, path }) {
      if (method !== 'POST') return;
      const isKept = acceptsIdempotencyKey(path);
      for (const key of isKept ? ['', 'two words', 'k'.repeat(256), 'clé'] : ['k']) {
        const code = isKept ? 'malformed-idempotency-key' : 'idempotency-key-not-accepted';
        yield { what: `the key ${key}`, headers: { 'idempotency-key': key }, expected: { status: 400, code } };
      }
    });

    expect(complaints).toEqual([]);
  });

  it('is refused on a version that is not the current one, is none, or is not named where it must be', async () => {
    const complaints = await walk.complaints(function* ({ takesIfMatch, needsIfMatch }: Entrance) {
      if (!takesIfMatch) return;
      // Who sees nothing, who may not, or where it cannot be done any more, hears of that first.
      const status = [403, 404, 409, 412];
      yield { what: 'a version to come', headers: { 'if-match': '"4711"' }, expected: { status } };
      for (const tag of ['"x"', 'W/"1"', '"-1"', '"99999999999999999999"']) {
        yield { what: tag, headers: { 'if-match': tag }, expected: { status: 412, code: 'stale-version' } };
      }
      for (const tag of ['4711', '"1", "2"', '']) {
        yield { what: tag, headers: { 'if-match': tag }, expected: { status: 400, code: 'malformed-if-match' } };
      }
      if (needsIfMatch) yield { what: 'none', headers: { 'if-match': undefined }, expected: { status: 428 } };
    });

    expect(complaints).toEqual([]);
  });
});

function wrongInQuery(name: string, example: unknown): string[] {
  if (name === 'limit') return ['0', '201', '-1', '1.5', 'abc', '1e2', ''];
  if (name === 'cursor') return ['x', `${String(example).slice(0, -2)}xx`, '0'.repeat(1_001), ...FORGED_CURSORS];
  if (name === 'request') return ['nonsense here', 'short', ''];
  if (/^\d{4}-\d{2}-\d{2}$/.test(String(example)))
    return ['yesterday', '2026-02-30', '2026-3-2', '2026-03-02T08:00:00Z'];
  return name === 'asOf' || name === 'from' || name === 'until'
    ? ['yesterday', '2026-02-30T08:00:00Z', '2026-03-02']
    : ['nonsense', ''];
}
