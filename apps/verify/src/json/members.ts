import { isUtf8 } from 'node:buffer';
import { canonicalJson, NotCanonical, type CanonicalValue } from '#transparency';
import { Fault } from '../fault.js';

/** An object of a JSON document whose members are asked for by name and kind. */
export class Members {
  constructor(
    private readonly object: Readonly<Record<string, CanonicalValue>>,
    /** The file it was found in. */
    readonly where: string,
  ) {}

  /** @throws Fault where it is none of them */
  value(name: string): CanonicalValue {
    const value = Object.hasOwn(this.object, name) ? this.object[name] : undefined;
    if (value === undefined) throw new Fault(this.where, `It has no ${name}.`);
    return value;
  }

  text(name: string): string {
    const value = this.value(name);
    return typeof value === 'string' ? value : this.refuse(name, 'a text');
  }

  textOrNull(name: string): string | null {
    return this.value(name) === null ? null : this.text(name);
  }

  number(name: string): number {
    const value = this.value(name);
    return typeof value === 'number' ? value : this.refuse(name, 'a number');
  }

  members(name: string): Members {
    const value = this.value(name);
    return isObject(value) ? new Members(value, this.where) : this.refuse(name, 'an object');
  }

  membersOrNull(name: string): Members | null {
    return this.value(name) === null ? null : this.members(name);
  }

  texts(name: string): readonly string[] {
    return this.list(name).map((value) => (typeof value === 'string' ? value : this.refuse(name, 'a list of texts')));
  }

  objects(name: string): readonly Members[] {
    return this.list(name).map((value) =>
      isObject(value) ? new Members(value, this.where) : this.refuse(name, 'a list of objects'),
    );
  }

  /** The canonical JSON of all of it. */
  canonical(): string {
    return canonicalJson(this.object);
  }

  private list(name: string): readonly CanonicalValue[] {
    const value = this.value(name);
    return Array.isArray(value) ? value : this.refuse(name, 'a list');
  }

  private refuse(name: string, kind: string): never {
    throw new Fault(this.where, `Its ${name} is not ${kind}.`);
  }
}

/** An object from bytes that are its canonical JSON and nothing else. @throws Fault */
export function readCanonical(bytes: Buffer, where: string): Members {
  const text = bytes.toString();
  const value = parse(bytes, text, where);
  if (!isObject(value)) throw new Fault(where, 'It is no JSON object.');
  if (canonicalOf(value, where) !== text) throw new Fault(where, 'Its JSON is not written canonically (RFC 8785).');
  return new Members(value, where);
}

function parse(bytes: Buffer, text: string, where: string): CanonicalValue {
  if (!isUtf8(bytes)) throw new Fault(where, 'It is not UTF-8.');
  try {
    return JSON.parse(text) as CanonicalValue;
  } catch (error) {
    throw new Fault(where, 'It is no JSON.', { cause: error });
  }
}

function canonicalOf(value: CanonicalValue, where: string): string {
  try {
    return canonicalJson(value);
  } catch (error) {
    if (error instanceof NotCanonical) throw new Fault(where, error.message, { cause: error });
    throw error;
  }
}

function isObject(value: CanonicalValue): value is Readonly<Record<string, CanonicalValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
