import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { DATA, makeDataFolder, unwritable } from './paths.mjs';

const FILE = join(DATA, 'secrets.json');

/**
 * The named secrets of this checkout, 256 random bits each, generated once and kept in `.data/secrets.json` (0600).
 * A name asked for the first time is added; the others stay as they are.
 * @template {string} Name
 * @param {readonly Name[]} names
 * @returns {Record<Name, string>}
 */
export function loadSecrets(names) {
  const known = readSecrets();
  const missing = names.filter((name) => !known?.[name]);
  if (known && missing.length === 0) return known;

  const added = Object.fromEntries(missing.map((name) => [name, randomBytes(32).toString('base64url')]));
  const complete = { ...known, ...added };

  return writeSecrets(complete, known !== undefined) ? complete : loadSecrets(names);
}

function readSecrets() {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'));
  } catch (cause) {
    if (cause.code === 'ENOENT') return undefined;
    throw new Failure(`The file ${FILE} cannot be read (${cause.code ?? 'it is not JSON'}): mend or restore it.`, {
      cause,
    });
  }
}

/** Whole or not at all. False when another process made the first file in the meantime: then its secrets hold, not ours. */
function writeSecrets(secrets, replace) {
  makeDataFolder();
  const draft = `${FILE}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    if (replace) renameSync(draft, FILE);
    else linkSync(draft, FILE);
    return true;
  } catch (cause) {
    if (cause.code === 'EEXIST') return false;
    throw unwritable(FILE, cause);
  } finally {
    rmSync(draft, { force: true });
  }
}
