import { parseVerifierKey } from '#transparency';

/** Somebody outside who cosigns our checkpoints, and refuses one that contradicts what it cosigned before. */
export interface Witness {
  /** As the witness publishes it: `name+hex(id)+base64(0x04 ‖ public key)`. */
  readonly verifierKey: string;
  /** The submission prefix; `add-checkpoint` is below it. */
  readonly url: string;
}

/**
 * The witnesses of a setting: `KEY URL, KEY URL`. None where it is empty.
 * @throws Error with a sentence that says which is wrong
 */
export function readWitnesses(setting = ''): Witness[] {
  return setting
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readWitness);
}

function readWitness(part: string): Witness {
  const [verifierKey = '', url = '', ...rest] = part.split(/\s+/);
  if (rest.length > 0 || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new Error(`the witness ${JSON.stringify(part)} is not a verifier key, a space and an address`);
  }
  parseVerifierKey(verifierKey);
  return { verifierKey, url: url.replace(/\/$/, '') };
}
