import { createHash } from 'node:crypto';
import type { Type } from '@nestjs/common';
import type { Expectation } from './fields/expectation.js';
import { IsListOf, IsText, IsWhole } from './fields/index.js';
import { InvalidQuery } from './input-refusals.js';

export const MAX_PAGE = 200;
const DEFAULT_PAGE = 50;
const CHECK_LENGTH = 8;

/** What the last row of a page was sorted by: its sort values, then its id. */
export type Key = readonly (string | number | null)[];

/** The query of every list. A list with filters extends it. */
export class PageQuery {
  @IsWhole({
    min: 1,
    max: MAX_PAGE,
    default: DEFAULT_PAGE,
    example: DEFAULT_PAGE,
    optional: true,
    about: 'How many at most.',
  })
  limit = DEFAULT_PAGE;

  @IsText({
    max: 1_000,
    optional: true,
    about: 'The nextCursor of the page before; leave it out for the first page, and keep the filters the same.',
    example: cursorOf(['2026-03-02', '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07']),
  })
  cursor?: string;
}

/** One page of a list; without `nextCursor` it is the last. */
export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/** A page from rows that were asked for with one more than the limit, so that the end is known without counting. */
export function toPage<T>(rows: readonly T[], limit: number, keyOf: (row: T) => Key): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: last !== undefined && rows.length > limit ? cursorOf(keyOf(last)) : null };
}

/** The page with each item turned into its view. */
export function mapPage<T, U>({ items, nextCursor }: Page<T>, view: (item: T) => U): Page<U> {
  return { items: items.map(view), nextCursor };
}

/** A key as an opaque cursor: base64url of its JSON behind a checksum, so that an altered one is noticed. */
export function cursorOf(key: Key): string {
  const json = JSON.stringify(key);
  return Buffer.from(checkOf(json) + json).toString('base64url');
}

/**
 * The key after which the page begins, or none for the first page. `parts` says what the list sorts by, last its id:
 * `keyAfter<[string, string]>(query, [day(), id()])`. A cursor that was altered, or is of another list, is refused.
 */
export function keyAfter<K extends Key = Key>({ cursor }: PageQuery, parts: readonly Expectation[]): K | undefined {
  if (cursor === undefined) return undefined;

  const key = readCursor(cursor);
  const isOfThisList = key?.length === parts.length && parts.every((part, index) => part.accepts(key[index]));
  if (!isOfThisList) throw new InvalidQuery([CURSOR_ERROR]);
  return key as K;
}

/** A part that not every row has, such as the day on which something is due. */
export function orNull(part: Expectation): Expectation {
  return { ...part, accepts: (value) => value === null || part.accepts(value) };
}

/** The checksum is no signature: anyone could make a cursor, so nothing in it is believed before its parts are judged. */
function readCursor(cursor: string): readonly unknown[] | undefined {
  const decoded = Buffer.from(cursor, 'base64url').toString();
  const json = decoded.slice(CHECK_LENGTH);
  if (decoded.slice(0, CHECK_LENGTH) !== checkOf(json) || Buffer.from(decoded).toString('base64url') !== cursor)
    return undefined;
  try {
    const key: unknown = JSON.parse(json);
    return Array.isArray(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

const CURSOR_ERROR = {
  pointer: '/cursor',
  message: 'cursor must be the nextCursor of this same list, unaltered. Leave it out to begin at the first page.',
  code: 'cursor',
};

/** The view of a page of these items, for the interface's document. One class per view. */
export function pageOf<T extends object>(view: Type<T>): Type<Page<T>> {
  const known = pages.get(view);
  if (known) return known as Type<Page<T>>;

  class PageView {
    @IsListOf(() => view, { max: MAX_PAGE })
    items: T[];

    @IsText({
      max: 1_000,
      nullable: true,
      about: 'Send it as cursor for the next page; null on the last.',
      example: cursorOf(['2026-03-02', '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07']),
    })
    nextCursor: string | null;
  }
  Object.defineProperty(PageView, 'name', { value: `${view.name.replace(/View$/, '')}Page` });
  pages.set(view, PageView);
  return PageView;
}
const pages = new WeakMap<object, Type<unknown>>();

function checkOf(json: string): string {
  return createHash('sha256').update(json).digest('base64url').slice(0, CHECK_LENGTH);
}
