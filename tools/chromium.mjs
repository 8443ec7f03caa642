/** A Chromium for tests and benchmarks: the machine's own, or the one that a package brings. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';

const INSTALLED = '/usr/bin/chromium';
const PACKAGED_LIBRARIES = fileURLToPath(new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium')));

/** @returns undefined where none runs, after saying `without`; with REQUIRE_BROWSER=1 that is an error instead. */
export async function openChromium(without) {
  const none = `No Chromium runs on this machine, so ${without}. Install one, or set REQUIRE_BROWSER=1 to fail without it.`;
  return launch().catch((cause) => {
    if (process.env['REQUIRE_BROWSER'] === '1') throw new Error(none, { cause });
    process.stderr.write(`${none}\n`);
    return undefined;
  });
}

async function launch() {
  const executablePath = existsSync(INSTALLED) ? INSTALLED : await chromium.executablePath();
  const options = { executablePath, args: [...chromium.args, '--no-sandbox'] };
  try {
    return await playwright.launch(options);
  } catch {
    // A bare machine lacks the libraries that Chromium is linked with: the package brings these too.
    const libraries = join(await inflate(PACKAGED_LIBRARIES), 'lib');
    return playwright.launch({ ...options, env: { ...process.env, LD_LIBRARY_PATH: libraries } });
  }
}
