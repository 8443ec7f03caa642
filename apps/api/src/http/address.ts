import { MalformedRequest } from './input-refusals.js';

const CONTROL = /\p{Cc}/u;

/** Refuses an address whose percent-encoding is no UTF-8, or that holds U+0000 or another control character. */
export function requireReadableAddress(address: string): void {
  if (!address.includes('%')) return;

  const readable = decode(address);
  if (readable === undefined || CONTROL.test(readable)) {
    throw malformedAddress();
  }
}

/** What such an address is refused with. */
export function malformedAddress(): MalformedRequest {
  return new MalformedRequest(
    'malformed-address',
    'Correct the percent-encoding of the address: it must be UTF-8 without control characters.',
  );
}

function decode(address: string): string | undefined {
  try {
    return decodeURIComponent(address);
  } catch {
    return undefined;
  }
}
