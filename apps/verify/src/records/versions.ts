import { sha256 } from '#transparency';
import { Fault } from '../fault.js';
import type { Leaf } from '../log/leaf.js';
import { PackedTable } from '../packed-table.js';

/** One version of one record, as its entry commits to it. */
export interface Version {
  readonly number: number;
  readonly entity: string;
  readonly entityId: string;
  readonly version: number;
  readonly place: number;
  /** By the clock of the server that recorded it; milliseconds since 1970, not a number where the entry says no instant. */
  readonly occurredAt: number;
}

/** A version whose predecessor was not met yet. */
interface Waiting {
  readonly leaf: Leaf;
  readonly place: number;
  readonly where: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOST_ENTITIES = 256;
const ABSENT = Buffer.of(0);
const PRESENT = 1;

/** Every version that the entries commit to: each once, each following the one before it, each with its document. */
export class Versions {
  /** Commitment; then place, version, entity, entityId, when it happened, and whether the document was met. */
  private readonly byCommitment = new PackedTable(32, 32 + 8 + 4 + 1 + 16 + 8 + 1);
  /** Hash of entity, id and version; then the number within the other table. */
  private readonly byVersion = new PackedTable(32, 32 + 4);
  private readonly entities: string[] = [];
  private waiting: Waiting[] = [];

  get count(): number {
    return this.byCommitment.size;
  }

  /** @throws Fault where the entry does not say what it makes a version of, or that version is in the log already */
  add(leaf: Leaf, place: number, where: string): void {
    const { entity, entityId, version, before, after } = leaf;
    const isWhole = entity !== null && entityId !== null && isVersion(version);
    if (!isWhole || !UUID.test(entityId))
      throw new Fault(where, `Entry ${place} does not say of what it makes a version.`);
    if ((version === 1) !== (before === null))
      throw new Fault(
        where,
        `Entry ${place} makes version ${version} of ${entity} ${entityId} and does not say of what it follows.`,
      );

    const key = keyOf(entity, entityId, version);
    const twin = this.byVersion.find(key);
    if (twin !== undefined) {
      const { place: first } = this.at(this.numberAt(twin));
      throw new Fault(
        where,
        `Version ${version} of ${entity} ${entityId} is in the log twice, as entry ${first} and entry ${place}.`,
      );
    }
    const number = this.byCommitment.add(
      commitmentIn(after, place, where),
      uint64(place),
      uint32(version),
      Buffer.of(this.codeOf(entity, where)),
      uuid(entityId),
      double(Date.parse(leaf.occurredAt)),
      ABSENT,
    );
    this.byVersion.add(key, uint32(number));
    if (before !== null && !this.isLinked({ leaf, place, where })) this.waiting.push({ leaf, place, where });
  }

  /** The version whose document has this commitment; its document is hereby met. */
  meet(commitment: Buffer): Version | undefined {
    const number = this.byCommitment.find(commitment);
    if (number === undefined) return undefined;
    const value = this.byCommitment.valueOf(number);
    value[value.length - 1] = PRESENT;
    return this.at(number);
  }

  /**
   * Lets the chains pass in which no version lacks the one before it. Between two places of the log a chain may begin with any version.
   * @throws Fault
   */
  requireChained({ mayBeginAnywhere }: { readonly mayBeginAnywhere: boolean }): void {
    const missing = this.waiting.find((each) => !this.isLinked(each));
    this.waiting = [];
    if (!missing || mayBeginAnywhere) return;
    const { leaf, place, where } = missing;
    throw new Fault(
      where,
      `Entry ${place} makes version ${leaf.version} of ${leaf.entity} ${leaf.entityId}; version ${leaf.version! - 1} is missing.`,
    );
  }

  /** Versions whose documents were not met, with their commitments. */
  *withoutDocument(): Generator<Version & { readonly commitment: Buffer }> {
    for (let number = 0; number < this.count; number += 1) {
      if (this.byCommitment.valueOf(number).at(-1) !== PRESENT) {
        yield { ...this.at(number), commitment: this.byCommitment.keyOf(number) };
      }
    }
  }

  /** Whether the version before is known and what this one says it follows. @throws Fault where it is something else */
  private isLinked({ leaf: { entity, entityId, version, before }, place, where }: Waiting): boolean {
    const previous = this.byVersion.find(keyOf(entity!, entityId!, version! - 1));
    if (previous === undefined) return false;
    const number = this.numberAt(previous);
    if (!this.byCommitment.keyOf(number).equals(commitmentIn(before, place, where))) {
      const { place: other } = this.at(number);
      throw new Fault(
        where,
        `Entry ${place} does not follow entry ${other}: it names another commitment for version ${version! - 1} of ${entity} ${entityId}.`,
      );
    }
    return true;
  }

  private numberAt(record: number): number {
    return this.byVersion.valueOf(record).readUInt32LE();
  }

  private at(number: number): Version {
    const value = this.byCommitment.valueOf(number);
    const hex = value.toString('hex', 13, 29);
    return {
      number,
      place: Number(value.readBigUInt64LE(0)),
      version: value.readUInt32LE(8),
      entity: this.entities[value[12]!]!,
      entityId: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
      occurredAt: value.readDoubleLE(29),
    };
  }

  /** One byte. A record counted under another kind's would be judged as that kind is, or not at all. */
  private codeOf(entity: string, where: string): number {
    const known = this.entities.indexOf(entity);
    if (known !== -1) return known;
    if (this.entities.length === MOST_ENTITIES)
      throw new Fault(
        where,
        `There are more than ${MOST_ENTITIES} kinds of records; this program can tell no more apart.`,
      );
    return this.entities.push(entity) - 1;
  }
}

function isVersion(version: number | null): version is number {
  return Number.isInteger(version) && version! > 0 && version! < 2 ** 32;
}

function keyOf(entity: string, entityId: string, version: number): Buffer {
  return sha256(`${entity}/${entityId}/${version}`);
}

function commitmentIn(text: string | null, place: number, where: string): Buffer {
  const bytes = Buffer.from(text ?? '', 'base64');
  if (bytes.length !== 32 || bytes.toString('base64') !== text)
    throw new Fault(where, `Entry ${place} holds a commitment that is none.`);
  return bytes;
}

const uuid = (text: string) => Buffer.from(text.replaceAll('-', ''), 'hex');

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
