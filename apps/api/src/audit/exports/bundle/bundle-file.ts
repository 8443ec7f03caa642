/** One file of a bundle, on its way out. */
export interface BundleFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** The whole of it, in one piece or several. */
  readonly pieces: Iterable<Uint8Array>;
  /** Of a receipt: the place that it is named by. */
  readonly place?: number;
}

/** A file that is at hand as a whole. */
export function fileOf(path: string, content: Uint8Array | string): BundleFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { path, size: bytes.length, pieces: [bytes] };
}
