import { Fault } from '../fault.js';
import type { Members } from '../json/members.js';
import type { Version } from './versions.js';

/** A signature in the earliest version of its decision that was met so far. */
interface Given {
  readonly decision: string;
  readonly id: string;
  readonly signedAt: string;
  readonly version: Version;
  readonly where: string;
}

/** When signatures were given, held against the entry that recorded each: the version of its decision in which it stands first. */
export class SigningTimes {
  private readonly given = new Map<string, Given>();
  private readonly versions = new Set<string>();

  /** Takes in the signatures of one version, in whatever order versions come. @throws Fault where one has another time than before */
  note(version: Version, signatures: readonly Members[], where: string): void {
    const decision = version.entityId;
    this.versions.add(keyOf(decision, version.version));
    for (const signature of signatures) {
      const [id, signedAt] = [signature.text('id'), signature.text('signedAt')];
      const known = this.given.get(`${decision}/${id}`);
      if (known && known.signedAt !== signedAt)
        throw new Fault(
          where,
          `The signature ${id} on decision ${decision} is given at another time than in version ${known.version.version}.`,
        );
      if (!known || version.version < known.version.version)
        this.given.set(`${decision}/${id}`, { decision, id, signedAt, version, where });
    }
  }

  /**
   * Once every version was met. Where the version before the first is not there, in a bundle that begins later, nobody knows which entry
   * recorded a signature. @throws Fault where a signature has another time than its entry
   */
  requireRecorded(): void {
    for (const { decision, id, signedAt, version, where } of this.given.values()) {
      const isRecordedHere = version.version === 1 || this.versions.has(keyOf(decision, version.version - 1));
      if (isRecordedHere && Date.parse(signedAt) !== version.occurredAt)
        throw new Fault(
          where,
          `The signature ${id} on decision ${decision} is said to be of ${signedAt}; entry ${version.place}, which recorded it, is of another time.`,
        );
    }
  }
}

const keyOf = (decision: string, version: number) => `${decision}/${version}`;
