import type { InvalidQuery } from './input-refusals.js';
import { cursorOf, keyAfter, orNull, mapPage, pageOf, PageQuery, toPage, type Key } from './paging.js';
import { day, id, IsId, text, whole } from './fields/index.js';

const query = (cursor?: string): PageQuery => Object.assign(new PageQuery(), cursor === undefined ? {} : { cursor });
const rows = ['a', 'b', 'c'].map((id, index) => ({ id, dueOn: `2026-03-0${index + 1}` }));
const keyOf = ({ dueOn, id }: { dueOn: string; id: string }): Key => [dueOn, id];

describe('a page of a list', () => {
  it('ends at the limit and leads on from its last row', () => {
    const page = toPage(rows, 2, keyOf);

    expect(page.items).toEqual([
      { id: 'a', dueOn: '2026-03-01' },
      { id: 'b', dueOn: '2026-03-02' },
    ]);
    expect(keyAfter(query(page.nextCursor!), [day(), text({ max: 9, example: 'a' })])).toEqual(['2026-03-02', 'b']);
  });

  it.each([
    ['fewer rows than the limit', 4],
    ['as many rows as the limit', 3],
  ])('is the last with %s', (_, limit) => {
    expect(toPage(rows, limit, keyOf)).toEqual({ items: rows, nextCursor: null });
  });

  it('of nothing is the last', () => {
    expect(toPage([], 50, keyOf)).toEqual({ items: [], nextCursor: null });
  });

  it('keeps its cursor when its items become views', () => {
    expect(mapPage({ items: rows, nextCursor: 'next' }, ({ id }) => id)).toEqual({
      items: ['a', 'b', 'c'],
      nextCursor: 'next',
    });
  });

  it('begins at the first row without a cursor, and holds 50', () => {
    expect(keyAfter(query(), [day(), id()])).toBeUndefined();
    expect(query().limit).toBe(50);
  });

  it('is documented as one class per view', () => {
    class LevelView {
      @IsId()
      id: string;
    }

    expect(pageOf(LevelView)).toBe(pageOf(LevelView));
    expect(pageOf(LevelView).name).toBe('LevelPage');
  });
});

describe('a cursor', () => {
  const anyText = text({ max: 99, example: 'a' });
  const parts = [day(), anyText, whole({ min: 0, max: 9 }), orNull(anyText)];
  const ours = cursorOf(['2026-03-02', 'b', 7, null]);

  it('gives back the key it was made of, nulls and letters of any script included', () => {
    expect(keyAfter(query(ours), parts)).toEqual(['2026-03-02', 'b', 7, null]);
    expect(keyAfter(query(cursorOf(['Þórr', '😀'])), [anyText, anyText])).toEqual(['Þórr', '😀']);
  });

  it.each([
    ['with one letter changed', `${ours.slice(0, 20)}${ours[20] === 'A' ? 'B' : 'A'}${ours.slice(21)}`],
    ['cut short', ours.slice(0, -1)],
    ['with something after it', `${ours}A`],
    ['with padding', `${ours}=`],
    ['of another list', cursorOf(['2026-03-02', 'b'])],
    ['made by hand', Buffer.from('["2026-03-02","b",7,null]').toString('base64url')],
    ['that is no base64', '%%%'],
    ['that holds nothing', Buffer.from('47DEQpj8').toString('base64url')],
    ['that holds no list', cursorOf({ length: 4 } as unknown as Key)],
    ['with a day that does not exist', cursorOf(['2026-02-30', 'b', 7, null])],
    ['with nothing where there always is something', cursorOf([null, 'b', 7, null])],
    ['with an object for a value', cursorOf(['2026-03-02', {}, 7, null] as unknown as Key)],
  ])('is refused %s', (_, cursor) => {
    expect(() => keyAfter(query(cursor), parts)).toThrow(
      expect.objectContaining<Partial<InvalidQuery>>({
        code: 'invalid-query',
        errors: [
          {
            pointer: '/cursor',
            message:
              'cursor must be the nextCursor of this same list, unaltered. Leave it out to begin at the first page.',
            code: 'cursor',
          },
        ],
      }),
    );
  });
});
