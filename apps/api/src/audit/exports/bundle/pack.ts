import { Readable } from 'node:stream';
import { createTarPacker, type TarPackController } from 'modern-tar';
import type { BundleFile } from './bundle-file.js';

/** What leaves in one go: a header, a small file and its padding would each be a packet of their own. */
const CHUNK = 256 * 1024;

/**
 * A tar archive (ustar) of files as they come: nothing begins before somebody reads, and no more is made than is read. Where the files
 * fail, so does the archive, without its end. `madeAt` is the time that its files carry.
 */
export function pack(files: AsyncIterable<BundleFile>, madeAt: Date): Readable {
  return Readable.from(chunksOf(files, madeAt), { objectMode: false, highWaterMark: CHUNK });
}

async function* chunksOf(files: AsyncIterable<BundleFile>, madeAt: Date): AsyncGenerator<Buffer> {
  const { readable, controller } = createTarPacker();
  // A failure reaches the reader through the archive itself; waiting for it here too would only report it twice.
  const packing = putAll(files, madeAt, controller).catch((error: unknown) => controller.error(error as Error));
  try {
    yield* joined(readable);
  } finally {
    await packing;
  }
}

async function putAll(files: AsyncIterable<BundleFile>, mtime: Date, controller: TarPackController): Promise<void> {
  for await (const { path, size, pieces } of files) {
    const writer = controller.add({ name: path, size, mode: 0o444, mtime, type: 'file' }).getWriter();
    for (const piece of pieces) await writer.write(piece);
    await writer.close();
  }
  controller.finalize();
}

/** Small pieces put together. */
async function* joined(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (length < CHUNK) continue;
    yield Buffer.concat(waiting);
    [waiting, length] = [[], 0];
  }
  if (length > 0) yield Buffer.concat(waiting);
}
