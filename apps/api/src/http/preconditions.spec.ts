import type { InjectOptions } from 'fastify';
import { LEVEL, startToyBoard, type ToyBoard } from '../../test/support/toy-board.js';

let board: ToyBoard;

beforeAll(async () => {
  board = await startToyBoard();
});
afterAll(() => board.app.close());

describe('a condition', () => {
  const put = { method: 'PUT' as const, url: `/api/v1/levels/${LEVEL}`, payload: { level: 'T4' } };
  const remove = { method: 'DELETE' as const, url: `/api/v1/levels/${LEVEL}` };
  const treat = { method: 'POST' as const, url: `/api/v1/levels/${LEVEL}/treat` };

  it.each<[string, InjectOptions, Record<string, string>, number, string | undefined]>([
    ['the current version', remove, { 'if-match': '"3"' }, 204, undefined],
    ['an older version', remove, { 'if-match': '"2"' }, 412, 'stale-version'],
    ['a tag of another server', remove, { 'if-match': '"abc"' }, 412, 'stale-version'],
    ['a weak tag', remove, { 'if-match': 'W/"3"' }, 412, 'stale-version'],
    ['no version', remove, {}, 428, 'if-match-required'],
    ['any version', remove, { 'if-match': '*' }, 428, 'if-match-required'],
    ['a version without quotes', remove, { 'if-match': '3' }, 400, 'malformed-if-match'],
    ['two versions', remove, { 'if-match': '"2", "3"' }, 400, 'malformed-if-match'],
    ['no version, where none is needed', treat, {}, 200, undefined],
    ['any version, where none is needed', treat, { 'if-match': '*' }, 200, undefined],
    ['an older version, where none is needed', treat, { 'if-match': '"2"' }, 412, 'stale-version'],
    ['the version to replace', put, { 'if-match': '"3"' }, 200, undefined],
    ['that it does not exist, and it does', put, { 'if-none-match': '*' }, 412, 'already-exists'],
    ['neither', put, {}, 428, 'if-match-required'],
    ['both', put, { 'if-match': '"3"', 'if-none-match': '*' }, 400, 'malformed-if-none-match'],
  ])('names %s', async (_, options, headers, status, code) => {
    const answer = await board.ask({ ...options, headers });

    expect(answer.status).toBe(status);
    expect((answer.body as { code?: string } | undefined)?.code).toBe(code);
  });

  it('shows the whole answer with its version, even to one who names it', async () => {
    const answer = await board.ask({ url: `/api/v1/levels/${LEVEL}`, headers: { 'if-none-match': '"3"' } });

    expect(answer.status).toBe(200);
    expect(answer.headers['etag']).toBe('"3"');
  });
});
