import { checkDocument } from './check-document.js';
import { buildDocument } from './document.js';
import { LEVEL, startToyBoard, type ToyBoard } from '../../../test/support/toy-board.js';

let board: ToyBoard;

beforeAll(async () => {
  board = await startToyBoard();
});
afterAll(() => board.app.close());

describe('the documentation', () => {
  it('describes every route of the toy board completely', () => {
    const document = buildDocument(board.app);

    expect(document.openapi).toBe('3.1.0');
    expect(checkDocument(document)).toEqual([]);
    expect(Object.keys(document.paths['/api/v1/levels/{levelId}']?.delete?.responses ?? {}).sort()).toEqual([
      '204', '400', '401', '403', '404', '412', '413', '415', '428', '503',
    ]); // prettier-ignore
    expect(Object.keys(document.paths['/api/v1/levels']?.post?.responses ?? {}).sort()).toEqual([
      '201', '400', '401', '403', '409', '412', '413', '415', '422', '503',
    ]); // prettier-ignore
    expect(document.paths['/api/v1/levels']?.post?.responses['409']).toMatchObject({
      description: 'level-already-treated, idempotency-key-in-use',
      content: {
        'application/problem+json': { examples: { 'level-already-treated': { value: { treatedOn: '2026-03-02' } } } },
      },
    });
    expect(document.paths['/api/v1/levels']?.get?.responses['200']).toMatchObject({
      content: { 'application/json': { example: { items: [{ id: LEVEL, level: 'T4', version: 1 }] } } },
    });
  });

  it('notices a gap', () => {
    const document = buildDocument(board.app);
    delete document.paths['/api/v1/levels']?.get?.summary;
    delete document.paths['/api/v1/levels']?.post?.responses['401'];

    expect(checkDocument(document)).toEqual(['GET /api/v1/levels: no summary', 'POST /api/v1/levels: no 401']);
  });

  it('is served with its viewer from this installation alone', async () => {
    const page = await board.app.inject({ url: '/api/docs' });

    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/(?:src|href)="?https?:/);
    expect((await board.app.inject({ url: '/api/docs/swagger-ui-bundle.js' })).statusCode).toBe(200);
    expect((await board.ask({ url: '/api/openapi.json' })).body).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Consilium' },
    });
  });
});
