/** Records of one block. */
const BLOCK = 256;

/** Records of one width, in blocks that are never copied: a million SHA-256 in 32 megabytes. */
export class PackedList {
  length = 0;
  private readonly blocks: Buffer[] = [];

  constructor(private readonly width: number) {}

  push(record: Uint8Array): void {
    const place = this.length % BLOCK;
    if (place === 0) this.blocks.push(Buffer.alloc(BLOCK * this.width));
    this.blocks.at(-1)!.set(record, place * this.width);
    this.length += 1;
  }

  at(index: number): Buffer {
    const place = index % BLOCK;
    return this.blocks[Math.floor(index / BLOCK)]!.subarray(place * this.width, (place + 1) * this.width);
  }

  sorted(): Buffer[] {
    return Array.from({ length: this.length }, (_, index) => this.at(index)).sort(Buffer.compare);
  }
}
