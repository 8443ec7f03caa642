import { connect, type AddressInfo } from 'node:net';
import { LEVEL, level, startToyBoard, type ToyBoard } from '../../test/support/toy-board.js';

let board: ToyBoard;

beforeAll(async () => {
  board = await startToyBoard();
});
afterAll(() => board.app.close());
beforeEach(() => void board.lines.splice(0));

describe('an answer', () => {
  it('carries a request id, security headers and is never stored', async () => {
    const { status, headers, body } = await board.ask({ url: `/api/v1/levels/${LEVEL}` });

    expect(status).toBe(200);
    expect(body).toEqual(level);
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{14}7[0-9a-f-]{21}$/);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      etag: '"3"',
    });
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('repeats a well-formed request id and replaces any other', async () => {
    const given = await board.ask({ url: '/health/live', headers: { 'x-request-id': 'tumour-board_2026.03' } });
    const odd = await board.ask({ url: '/health/live', headers: { 'x-request-id': 'a"b\\c {injected}' } });

    expect(given.headers['x-request-id']).toBe('tumour-board_2026.03');
    expect(odd.headers['x-request-id']).not.toContain('injected');
  });

  it('is logged by its route, never by its address', async () => {
    await board.ask({ url: `/api/v1/levels/${LEVEL}`, headers: { 'x-request-id': 'request-0001' } });

    expect(board.lines).toEqual([
      {
        requestId: 'request-0001',
        method: 'GET',
        route: '/api/v1/levels/:levelId',
        status: 200,
        milliseconds: expect.any(Number) as number,
      },
    ]);
  });
});

describe('a refusal', () => {
  it('is a problem with its kind’s status, its code, its sentence and its fields', async () => {
    const { status, headers, body } = await board.post('/api/v1/levels', '{"level":"L5"}', {
      'x-request-id': 'request-0002',
    });

    expect(status).toBe(409);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(body).toEqual({
      type: 'urn:consilium:problem:level-already-treated',
      title: 'Level already treated',
      status: 409,
      detail: 'This level was treated on 2026-03-02. Record a new treatment instead.',
      code: 'level-already-treated',
      requestId: 'request-0002',
      treatedOn: '2026-03-02',
    });
  });

  it('says when to come back', async () => {
    expect(await board.ask({ url: '/api/v1/busy' })).toMatchObject({ status: 503, headers: { 'retry-after': '7' } });
  });

  it('points at each fault of a body', async () => {
    const { status, body } = await board.post('/api/v1/levels', '{"level":"T13","kps":45,"surprise":1}');

    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'invalid-body',
      errors: [
        { pointer: '/surprise', code: 'unknown-field' },
        { pointer: '/level', message: 'level must be one of T4, L5.', code: 'code' },
        { pointer: '/kps', message: 'kps must be a whole number from 0 to 100 in steps of 10.', code: 'whole-number' },
      ],
    });
  });
});

describe('a defect', () => {
  it('says nothing but its request id', async () => {
    const { status, body } = await board.ask({ url: '/api/v1/defect', headers: { 'x-request-id': 'request-0003' } });

    expect(status).toBe(500);
    expect(body).toEqual({
      type: 'urn:consilium:problem:defect',
      title: 'Defect',
      status: 500,
      detail: 'Something is wrong on our side; nothing was changed. Report the request id to the operator.',
      code: 'defect',
      requestId: 'request-0003',
    });
  });

  it('is logged once, with its stack and causes and without what a driver says of the data', async () => {
    await board.ask({ url: '/api/v1/defect' });

    const defects = board.lines.filter((line) => Object.hasOwn(line as object, 'defect')) as { defect: string }[];
    expect(defects).toHaveLength(1);
    expect(defects[0]?.defect).toMatch(/^Error 22P02\n\s+at OddsController\.defect/);
    expect(defects[0]?.defect).toContain('caused by TypeError: x is not a function');
    expect(JSON.stringify(board.lines)).not.toContain('Rossi');
  });
});

describe('a page', () => {
  it('leads to the next one', async () => {
    const { body } = await board.ask({ url: '/api/v1/levels?limit=2' });

    expect(body).toEqual({ items: [level, level], nextCursor: expect.any(String) as string });
  });
});

describe('what the trail would hold of a request', () => {
  it('names the program, hides the address and keeps the key with what was sent', async () => {
    const { body } = await board.post('/api/v1/context', '{}', {
      'user-agent': 'x'.repeat(300),
      'x-request-id': 'request-0004',
      'idempotency-key': 'first-try',
    });

    expect(body).toEqual({
      id: 'request-0004',
      client: 'x'.repeat(200),
      ipHash: '2026-03:gso+KT7XT+4QL7DnluU3xVkC1ImIJ1quenhJMg3cpF0=',
      route: '/api/v1/context',
      idempotency: {
        method: 'POST',
        path: '/api/v1/context',
        key: 'first-try',
        // HMAC-SHA-256 of "{}": without the key nobody tells from it what a body said
        fingerprint: '55a03fef92724a6b15292066b2f407b2963bd374d3239e1f999895482d26567f',
      },
    });
  });

  it('counts no body as the empty one', async () => {
    const { body } = await board.ask({
      method: 'POST',
      url: '/api/v1/context',
      headers: { 'idempotency-key': 'first-try' },
    });

    // HMAC-SHA-256 of nothing
    expect(body).toMatchObject({
      idempotency: { fingerprint: '788bccc61cfec1c5325743cebabece401e4647fc0b955b886fd079ef734a84fd' },
    });
  });
});

describe('bytes on the wire', () => {
  const speak = async (bytes: string): Promise<string> => {
    if (!board.app.getHttpServer().listening) await board.app.listen(0, '127.0.0.1');
    const { port } = board.app.getHttpServer().address() as AddressInfo;

    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      let answer = '';
      socket
        .on('data', (chunk) => (answer += chunk.toString()))
        .on('end', () => resolve(answer))
        .on('error', reject);
    });
  };

  it('that are no HTTP are answered with a problem', async () => {
    expect(await speak('good morning\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 Bad Request\r\n[^]*"code":"malformed-request"/,
    );
  });

  it('with too much of headers are answered with a problem', async () => {
    const answer = await speak(`GET / HTTP/1.1\r\nHost: x\r\nX-Much: ${'x'.repeat(20_000)}\r\n\r\n`);

    expect(answer).toMatch(/^HTTP\/1\.1 431 [^]*"code":"headers-too-large"/);
  });
});
