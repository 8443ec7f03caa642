import { Fault } from '../fault.js';
import { Versions } from '../records/versions.js';
import { readLeaf, type Leaf } from './leaf.js';

/** What the entries say together, as they are read one by one: versions of records, and the time they span. */
export class Trail {
  readonly versions = new Versions();
  entries = 0;
  firstRecordedAt: string | null = null;
  lastRecordedAt: string | null = null;
  /** By how much an entry was recorded before one that stands ahead of it, at most; milliseconds. */
  greatestStepBack = 0;

  constructor(private readonly organisation: string) {}

  /** Reads the entry at a place of the log. @throws Fault */
  read(entry: Buffer, place: number, where: string): Leaf {
    const leaf = readLeaf(entry, place, this.organisation, where);
    this.entries += 1;
    this.noteTime(leaf.recordedAt);
    if (leaf.after !== null) this.versions.add(leaf, place, where);
    else if (leaf.before !== null)
      throw new Fault(where, `Entry ${place} says what was before, and not what is after.`);
    return leaf;
  }

  private noteTime(recordedAt: string): void {
    this.firstRecordedAt =
      this.firstRecordedAt !== null && this.firstRecordedAt < recordedAt ? this.firstRecordedAt : recordedAt;
    if (this.lastRecordedAt === null || recordedAt >= this.lastRecordedAt) this.lastRecordedAt = recordedAt;
    else
      this.greatestStepBack = Math.max(this.greatestStepBack, Date.parse(this.lastRecordedAt) - Date.parse(recordedAt));
  }
}
