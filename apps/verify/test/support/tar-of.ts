import type { Files } from './bundle-of.js';

/** The files in an archive, as POSIX.1-1988 says (ustar). */
export function tarOf(files: Files): Buffer {
  const members = [...files].flatMap(([path, bytes]) => [headerOf(path, bytes.length), padded(bytes)]);
  return Buffer.concat([...members, Buffer.alloc(1024)]);
}

/** A header; `kind` '0' is a file, '5' a folder. */
export function headerOf(path: string, size: number, kind = '0'): Buffer {
  const header = Buffer.alloc(512);
  const split = path.length <= 100 ? 0 : path.lastIndexOf('/', 154);
  header.write(split ? path.slice(split + 1) : path, 0);
  header.write('0000644\0', 100);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write(kind, 156);
  header.write('ustar\x0000', 257, 'latin1');
  if (split) header.write(path.slice(0, split), 345);
  return sealed(header);
}

/** A header whose checksum is right again. */
export function sealed(header: Buffer): Buffer {
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}
