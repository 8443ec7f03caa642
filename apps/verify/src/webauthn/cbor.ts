/** What a COSE_Key is made of. */
export type CborValue = number | Buffer;

/**
 * Reads a CBOR map (RFC 8949) whose keys are whole numbers and whose values are whole numbers or byte strings, as a COSE_Key is. Undefined
 * where the bytes are anything else, or go on behind it.
 */
export function readNumberedMap(bytes: Buffer): ReadonlyMap<number, CborValue> | undefined {
  const reader = new Reader(bytes);
  const head = reader.head();
  if (head?.major !== 5) return undefined;

  const map = new Map<number, CborValue>();
  for (let pair = 0; pair < head.argument; pair += 1) {
    const [key, value] = [reader.value(), reader.value()];
    if (typeof key !== 'number' || value === undefined || map.has(key)) return undefined;
    map.set(key, value);
  }
  return reader.isAtEnd ? map : undefined;
}

class Reader {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  /** The kind of the next item, and its number or length. */
  head(): { readonly major: number; readonly argument: number } | undefined {
    const first = this.take(1)?.[0];
    if (first === undefined) return undefined;
    const [major, short] = [first >> 5, first & 0x1f];
    if (short < 24) return { major, argument: short };
    // One, two or four bytes more; nothing in a key is longer.
    const long = short <= 26 ? this.take(2 ** (short - 24)) : undefined;
    return long && { major, argument: long.readUIntBE(0, long.length) };
  }

  value(): CborValue | undefined {
    const head = this.head();
    switch (head?.major) {
      case 0:
        return head.argument;
      case 1:
        return -1 - head.argument;
      case 2:
        return this.take(head.argument);
      default:
        return undefined;
    }
  }

  private take(length: number): Buffer | undefined {
    if (this.at + length > this.bytes.length) return undefined;
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}
