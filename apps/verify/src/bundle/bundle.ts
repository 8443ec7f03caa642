/** One file of a bundle. */
export interface BundleFile {
  /** Within the bundle, with slashes. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** The whole of it. */
  read(): Buffer;
  /** Piece by piece, for files of any size; a piece is overwritten by the next. */
  pieces(): Iterable<Buffer>;
}

/** An export, in a folder or an archive. Nothing of it is kept in memory but where files are. */
export interface Bundle {
  /** A file by its path; not for receipts and documents, of which there may be millions. */
  find(path: string): BundleFile | undefined;
  /** Every file once, or those below a folder (`receipts/`), in the order in which they lie there. */
  files(below?: string): Iterable<BundleFile>;
  close(): void;
}

/** Folders whose files are only ever walked through. */
export const WALKED = ['receipts/', 'documents/'];

/** Names of this format: no spaces, nothing that leads out of the bundle. */
export function isProperPath(path: string): boolean {
  return /^[\w.-]+(\/[\w.-]+)*$/.test(path) && !path.split('/').some((part) => part === '.' || part === '..');
}
