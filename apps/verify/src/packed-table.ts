const START = 1024;

/**
 * Records of one width, packed one behind the other and found by the hash with which each begins: what has to be remembered of
 * a million files or versions in some tens of megabytes.
 */
export class PackedTable {
  size = 0;
  private records: Buffer;
  /** Open addressing, at most half full; a slot holds the record's number, counted from one. */
  private slots = new Uint32Array(START * 2);

  /** `key`: how many bytes of a record are its key, and have the look of chance. `width`: of the whole record. */
  constructor(
    private readonly key: number,
    private readonly width: number,
  ) {
    this.records = Buffer.alloc(START * width);
  }

  /** Puts a record behind the others and answers its number; what stands there under the same key stays what is found. */
  add(key: Buffer, ...values: readonly Buffer[]): number {
    if (this.size * this.width === this.records.length) this.grow();
    const number = this.size;
    this.records.set(key, number * this.width);
    let at = number * this.width + this.key;
    for (const value of values) {
      this.records.set(value, at);
      at += value.length;
    }
    this.size += 1;
    this.link(number);
    return number;
  }

  /** The number of the first record with this key. */
  find(key: Buffer): number | undefined {
    for (let slot = this.slotOf(key); this.slots[slot] !== 0; slot = (slot + 1) % this.slots.length) {
      const number = this.slots[slot]! - 1;
      if (this.keyOf(number).equals(key)) return number;
    }
    return undefined;
  }

  keyOf(number: number): Buffer {
    return this.records.subarray(number * this.width, number * this.width + this.key);
  }

  /** What stands behind the key; a change of these bytes changes the record. */
  valueOf(number: number): Buffer {
    return this.records.subarray(number * this.width + this.key, (number + 1) * this.width);
  }

  private grow(): void {
    this.records = Buffer.concat([this.records, Buffer.alloc(this.records.length)]);
    this.slots = new Uint32Array(this.slots.length * 2);
    for (let number = 0; number < this.size; number += 1) this.link(number);
  }

  private link(number: number): void {
    let slot = this.slotOf(this.keyOf(number));
    while (this.slots[slot] !== 0) slot = (slot + 1) % this.slots.length;
    this.slots[slot] = number + 1;
  }

  private slotOf(key: Buffer): number {
    return key.readUInt32LE(0) % this.slots.length;
  }
}
