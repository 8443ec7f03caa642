const START = 64;

/** Records of one width, one behind the other: a million SHA-256 in 32 megabytes. */
export class PackedList {
  length = 0;
  private records: Buffer;

  constructor(private readonly width: number) {
    this.records = Buffer.alloc(START * width);
  }

  push(record: Uint8Array): void {
    if ((this.length + 1) * this.width > this.records.length) {
      this.records = Buffer.concat([this.records, Buffer.alloc(this.records.length)]);
    }
    this.records.set(record, this.length * this.width);
    this.length += 1;
  }

  at(index: number): Buffer {
    return this.records.subarray(index * this.width, (index + 1) * this.width);
  }

  sorted(): Buffer[] {
    return Array.from({ length: this.length }, (_, index) => this.at(index)).sort(Buffer.compare);
  }
}
