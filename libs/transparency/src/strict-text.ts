import { ProofFault } from './proof-fault.js';

/** Bytes of a base64 text in its one right spelling. @throws ProofFault naming what it is */
export function fromBase64(text: string, what: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (text === '' || bytes.toString('base64') !== text) throw new ProofFault(`${what} is not base64.`);
  return bytes;
}

/** A whole number in decimal without sign or leading zeros. @throws ProofFault naming what it is */
export function fromDecimal(text: string, what: string): number {
  const number = Number(text);
  if (!/^(0|[1-9][0-9]*)$/.test(text) || !Number.isSafeInteger(number)) {
    throw new ProofFault(`${what} is not a whole number without leading zeros.`);
  }
  return number;
}
