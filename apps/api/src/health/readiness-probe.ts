/** Says whether what the server needs answers. Provided by whoever owns it; without one the server needs nothing. */
export abstract class ReadinessProbe {
  /** The codes of what is missing, such as `database`; empty when all is there. */
  abstract findMissing(): Promise<string[]>;
}
