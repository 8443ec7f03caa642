/** Why one value cannot be scored. Features turn findings into refusals of their own kind. */
export interface Finding {
  /** The item of an instrument (`pain`) or the path of a fact (`general.kps`) that is at fault. */
  readonly item: string;
  readonly code:
    | 'unknown-system'
    | 'unknown-version'
    | 'unknown-item'
    | 'unknown-option'
    | 'wrong-type'
    | 'out-of-range'
    | 'unknown-unit'
    | 'contradiction'
    | 'too-many';
  /** One sentence: what is wrong and what would be right. */
  readonly message: string;
  /** The values that would be accepted, where they can be listed. */
  readonly allowed?: readonly string[];
}

/**
 * Impossible input. `checkInputs` and `checkFacts` return the same findings without throwing; the scoring functions throw
 * this, so that a caller who did not check still never receives a number made from an impossible value.
 */
export class ScoringInputError extends Error {
  override readonly name = 'ScoringInputError';
  /** The first item at fault. */
  readonly item: string;

  constructor(readonly findings: readonly [Finding, ...Finding[]]) {
    super(findings.map((finding) => finding.message).join(' '));
    this.item = findings[0].item;
  }
}

/** Throws a {@link ScoringInputError} when there is anything to report. */
export function refuseIfAny(findings: readonly Finding[]): void {
  if (isAny(findings)) throw new ScoringInputError(findings);
}

function isAny(findings: readonly Finding[]): findings is readonly [Finding, ...Finding[]] {
  return findings.length > 0;
}

/** A value from outside as it is repeated in a message: quoted, and cut where it is longer than a message should be. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}
