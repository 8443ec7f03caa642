import type { Members } from '../json/members.js';

/** Documents that may be missing, because an erasure that was carried out says so. */
export class Erasures {
  /** Base64. */
  private readonly commitments = new Set<string>();

  /** Takes in a version of an erasure. */
  include(document: Members): void {
    if (document.text('state') !== 'done') return;
    for (const commitment of document.texts('commitments')) this.commitments.add(commitment);
  }

  has(commitment: Buffer): boolean {
    return this.commitments.has(commitment.toString('base64'));
  }
}
