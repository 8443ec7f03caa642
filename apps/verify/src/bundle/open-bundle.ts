import { statSync } from 'node:fs';
import type { Bundle } from './bundle.js';
import { openFolder } from './folder.js';
import { openTar } from './tar.js';

/** The bundle at a path: a folder, or else an archive. @throws Fault; what the system says where there is nothing */
export function openBundle(path: string): Bundle {
  return statSync(path).isDirectory() ? openFolder(path) : openTar(path);
}
