import type { InjectOptions } from 'fastify';
import { LEVEL, startToyBoard, type ToyBoard } from '../../test/support/toy-board.js';

let board: ToyBoard;

beforeAll(async () => {
  board = await startToyBoard();
});
afterAll(() => board.app.close());

describe('a request that is not one of ours', () => {
  const json = { 'content-type': 'application/json' };
  const big = JSON.stringify({ level: 'x'.repeat(5 * 1024 * 1024) });

  it.each<[string, InjectOptions, number, string]>([
    ['an unknown route', { url: '/api/v1/beds' }, 404, 'not-found'],
    ['a route outside the interface', { url: '/wp-login.php' }, 404, 'not-found'],
    ['a method the route does not know', { method: 'PATCH', url: '/api/v1/levels' }, 404, 'not-found'],
    ['an id that cannot exist', { url: '/api/v1/levels/12' }, 404, 'not-found'],
    ['five megabytes', { method: 'POST', url: '/api/v1/levels', payload: big, headers: json }, 413, 'body-too-large'],
    [
      'a form',
      {
        method: 'POST',
        url: '/api/v1/levels',
        payload: 'level=T4',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      415,
      'unsupported-media-type',
    ],
    [
      'plain text',
      { method: 'POST', url: '/api/v1/levels', payload: '{}', headers: { 'content-type': 'text/plain' } },
      415,
      'unsupported-media-type',
    ],
    [
      'a content type that is none',
      { method: 'POST', url: '/api/v1/levels', payload: '{}', headers: { 'content-type': 'json' } },
      415,
      'unsupported-media-type',
    ],
    [
      'a body without content type',
      { method: 'POST', url: '/api/v1/levels', payload: Buffer.from('{}') },
      415,
      'unsupported-media-type',
    ],
    [
      'Latin-1',
      {
        method: 'POST',
        url: '/api/v1/levels',
        payload: '{}',
        headers: { 'content-type': 'application/json; charset=latin1' },
      },
      415,
      'unsupported-media-type',
    ],
    [
      'a compressed body',
      { method: 'POST', url: '/api/v1/levels', payload: 'x', headers: { ...json, 'content-encoding': 'gzip' } },
      415,
      'unsupported-media-type',
    ],
    [
      'half an object',
      { method: 'POST', url: '/api/v1/levels', payload: '{"level":', headers: json },
      400,
      'malformed-json',
    ],
    [
      '50 000 levels',
      { method: 'POST', url: '/api/v1/levels', payload: '['.repeat(50_000), headers: json },
      400,
      'too-deep',
    ],
    [
      'bytes that are not UTF-8',
      { method: 'POST', url: '/api/v1/levels', payload: Buffer.from([0x22, 0xff, 0x22]), headers: json },
      400,
      'invalid-utf-8',
    ],
    ['no body where one is needed', { method: 'POST', url: '/api/v1/levels' }, 400, 'invalid-body'],
    [
      'a list for a body',
      { method: 'POST', url: '/api/v1/levels', payload: '[{"level":"T4"}]', headers: json },
      400,
      'invalid-body',
    ],
    [
      'a prototype',
      { method: 'POST', url: '/api/v1/levels', payload: '{"level":"T4","__proto__":{"kps":1}}', headers: json },
      400,
      'forbidden-key',
    ],
    [
      'a constructor',
      {
        method: 'POST',
        url: '/api/v1/levels',
        payload: '{"level":"T4","constructor":{"prototype":{"kps":1}}}',
        headers: json,
      },
      400,
      'invalid-body',
    ],
    [
      'a body where none is taken',
      { method: 'POST', url: `/api/v1/levels/${LEVEL}/treat`, payload: '{"level":"T4"}', headers: json },
      400,
      'invalid-body',
    ],
    ['an unknown query parameter', { url: '/api/v1/levels?colour=blue' }, 400, 'invalid-query'],
    ['a query where none is taken', { url: `/api/v1/levels/${LEVEL}?colour=blue` }, 400, 'invalid-query'],
    ['a limit of 0', { url: '/api/v1/levels?limit=0' }, 400, 'invalid-query'],
    ['a repeated limit', { url: '/api/v1/levels?limit=1&limit=2' }, 400, 'invalid-query'],
    ['percent-encoding that is no UTF-8', { url: '/api/v1/levels?limit=%ff' }, 400, 'malformed-address'],
    ['half a percent-encoding in the query', { url: '/api/v1/levels?limit=%2' }, 400, 'malformed-address'],
    ['U+0000 in the query', { url: '/api/v1/levels?cursor=%00' }, 400, 'malformed-address'],
    ['U+0000 in the path', { url: '/api/v1/levels/%00' }, 400, 'malformed-address'],
    ['half a percent-encoding in the path', { url: '/api/v1/levels/%f' }, 400, 'malformed-request'],
    [
      'a key that is too long',
      { method: 'POST', url: '/api/v1/context', headers: { 'idempotency-key': 'k'.repeat(256) } },
      400,
      'malformed-idempotency-key',
    ],
    [
      'a key where answers are not kept',
      { method: 'POST', url: '/api/v1/auth/context', headers: { 'idempotency-key': 'k' } },
      400,
      'idempotency-key-not-accepted',
    ],
    [
      'a key on a search',
      { method: 'POST', url: '/api/v1/patients/search', headers: { 'idempotency-key': 'k' } },
      400,
      'idempotency-key-not-accepted',
    ],
  ])('is answered with a problem: %s', async (_, options, status, code) => {
    const answer = await board.ask(options);

    expect(answer).toMatchObject({ status, body: { status, code, requestId: answer.headers['x-request-id'] } });
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:|Cannot (GET|POST|PATCH)/);
    expect(({} as { kps?: number }).kps).toBeUndefined();
  });

  it('may send an empty object where no body is taken', async () => {
    expect(await board.post(`/api/v1/levels/${LEVEL}/treat`, '{}')).toMatchObject({ status: 200 });
  });
});
