/**
 * The log in the database is not what we signed, or not ours to sign. The sequencer ends with this sentence: going on would put
 * a signature under it.
 */
export class LogFault extends Error {
  constructor(
    readonly organisationId: string,
    what: string,
  ) {
    super(`The log of organisation ${organisationId} cannot go on: ${what}`);
    this.name = 'LogFault';
  }
}
