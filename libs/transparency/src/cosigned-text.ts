/** What a witness signs: a checkpoint's text behind the time at which it was seen (C2SP tlog-cosignature). */
export function signedBytes(checkpoint: string, time: bigint): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${checkpoint}`);
}

/** The seconds since 1970 that stand before a cosignature's 64 bytes. */
export function timeOf(signature: Buffer): bigint {
  return signature.readBigUInt64BE(0);
}
