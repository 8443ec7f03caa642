import { pointerTo } from './pointer.js';

export const MAX_DEPTH = 32;

/** Something `JSON.parse` would let through and this server does not: a stable code, and where it is. */
export interface JsonFault {
  readonly code: 'too-deep' | 'duplicate-key' | 'nul-character' | 'lone-surrogate' | 'forbidden-key';
  readonly pointer: string;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const FEW_KEYS = 12;
/** As a field it is never known; inside a free document it could become a prototype on its way. */
const FORBIDDEN = '__proto__';

/** An object or list that the scanner is in. One per depth, used again. */
interface Level {
  isObject: boolean;
  /** In an object -1 while a key is awaited and 0 after it; in a list it counts. */
  index: number;
  /** Where its keys start and end in the text: plain ones, while they are few, are compared without being cut out. */
  keys: number[];
  /** All its keys, once they are many or one is written with escapes. */
  names: Set<string> | undefined;
}

/**
 * The first fault in a JSON text, in one pass from left to right, or none. It does not judge the grammar: `JSON.parse`
 * does, afterwards. On a text that is not JSON it may name a fault or none.
 */
export function scanJson(text: string): JsonFault | undefined {
  const levels: Level[] = [];
  const hasEscapes = text.includes('\\');
  const mayHoldFault = hasEscapes || text.includes('\0');
  let depth = 0;
  let level: Level | undefined;

  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);

    if (character === QUOTE) {
      const start = at + 1;
      at = hasEscapes ? endOfString(text, start) : text.indexOf('"', start);
      if (at === -1) return undefined;

      const isKey = level?.isObject && level.index === -1;
      const keyFault = isKey ? enterMember(text, level!, start, at, hasEscapes) : undefined;
      const code = (mayHoldFault ? faultIn(text.slice(start, at)) : undefined) ?? keyFault;
      if (code) return { code, pointer: pointerOf(text, levels, depth) };
    } else if (character === COMMA) {
      if (level) level.index = level.isObject ? -1 : level.index + 1;
    } else if (character === OPEN_OBJECT || character === OPEN_LIST) {
      if (depth === MAX_DEPTH) return { code: 'too-deep', pointer: pointerOf(text, levels, depth) };
      level = enter(levels, depth, character === OPEN_OBJECT);
      depth += 1;
    } else if (character === CLOSE_OBJECT || character === CLOSE_LIST) {
      if (depth === 0) return undefined;
      depth -= 1;
      level = levels[depth - 1];
    }
  }
  return undefined;
}

function enter(levels: Level[], depth: number, isObject: boolean): Level {
  const index = isObject ? -1 : 0;
  const level = levels[depth];
  if (!level) return (levels[depth] = { isObject, index, keys: [], names: undefined });

  level.isObject = isObject;
  level.index = index;
  level.keys.length = 0;
  level.names = undefined;
  return level;
}

/** Takes the key in and says what is wrong with it. */
function enterMember(
  text: string,
  level: Level,
  start: number,
  end: number,
  mayBeEscaped: boolean,
): JsonFault['code'] | undefined {
  const { keys } = level;
  const isEscaped = mayBeEscaped && text.slice(start, end).includes('\\');
  if (!level.names && (isEscaped || keys.length === 2 * FEW_KEYS)) level.names = namesOf(text, keys);

  const isTwice = level.names
    ? level.names.size === level.names.add(nameAt(text, start, end)).size
    : isAmong(text, keys, start, end);
  level.index = 0;
  keys.push(start, end);

  if (isTwice) return 'duplicate-key';
  const isForbidden = (isEscaped || end - start === FORBIDDEN.length) && nameAt(text, start, end) === FORBIDDEN;
  return isForbidden ? 'forbidden-key' : undefined;
}

function isAmong(text: string, keys: readonly number[], start: number, end: number): boolean {
  const length = end - start;
  for (let i = 0; i < keys.length; i += 2) {
    const other = keys[i]!;
    if (keys[i + 1]! - other !== length) continue;
    let same = 0;
    while (same < length && text.charCodeAt(other + same) === text.charCodeAt(start + same)) same += 1;
    if (same === length) return true;
  }
  return false;
}

function namesOf(text: string, keys: readonly number[]): Set<string> {
  const names = new Set<string>();
  for (let i = 0; i < keys.length; i += 2) names.add(text.slice(keys[i], keys[i + 1]));
  return names;
}

function nameAt(text: string, start: number, end: number): string {
  const raw = text.slice(start, end);
  return raw.includes('\\') ? unescape(raw) : raw;
}

/** The closing quote: the first one that no backslash escapes. -1 when there is none. */
function endOfString(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) return at;
    if (character === BACKSLASH) at += 1;
  }
  return -1;
}

/** What a string must not hold, raw or escaped. Strict UTF-8 has no raw surrogates, so only escaped ones can be alone. */
function faultIn(raw: string): JsonFault['code'] | undefined {
  if (raw.includes('\0')) return 'nul-character';
  if (!raw.includes('\\u')) return undefined;

  const decoded = unescape(raw);
  if (decoded.includes('\0')) return 'nul-character';
  return decoded.isWellFormed() ? undefined : 'lone-surrogate';
}

/** The string as JSON reads it; as it stands when it is none, which `JSON.parse` will refuse as a whole. */
function unescape(raw: string): string {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
}

function pointerOf(text: string, levels: readonly Level[], depth: number): string {
  const step = ({ isObject, index, keys }: Level) =>
    isObject ? nameAt(text, keys.at(-2) ?? 0, keys.at(-1) ?? 0).toWellFormed() : index;
  return levels.slice(0, depth).reduce((pointer, level) => pointerTo(pointer, step(level)), '');
}
