/** A proof, a note or a tile that does not hold, with a sentence that says why. */
export class ProofFault extends Error {
  override readonly name = 'ProofFault';
}
