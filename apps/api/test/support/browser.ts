import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type CDPSession, type Page } from 'playwright-core';

const INSTALLED = '/usr/bin/chromium';
const PACKAGED_LIBRARIES = fileURLToPath(new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium')));
const NONE =
  'No Chromium runs on this machine, so what a real browser does with passkeys is not tried. ' +
  'Install one, or set REQUIRE_BROWSER=1 to fail without it.';

/** A browser page with a security key of Chromium's own, which its developer protocol plugs in. */
export interface BrowserPage {
  readonly page: Page;
  /** Takes the key away, or brings one that does not check who its owner is. */
  plugIn(key: { readonly isUserVerified: boolean }): Promise<void>;
  close(): Promise<void>;
}

/** Opens a page, or says in one sentence why not: a test without a browser is none, and must not be silent about it. */
export async function openBrowser(): Promise<BrowserPage | undefined> {
  const browser = await launch().catch((cause: unknown) => {
    if (process.env['REQUIRE_BROWSER'] === '1') throw new Error(NONE, { cause });
    process.stderr.write(`${NONE}\n`);
    return undefined;
  });
  if (!browser) return undefined;

  const page = await browser.newPage();
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('WebAuthn.enable');
  return { page, plugIn: keyring(protocol), close: () => browser.close() };
}

async function launch(): Promise<Browser> {
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

function keyring(protocol: CDPSession): BrowserPage['plugIn'] {
  let plugged: string | undefined;
  return async ({ isUserVerified }) => {
    if (plugged) await protocol.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: plugged });
    const options = {
      protocol: 'ctap2',
      transport: 'usb',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified,
      automaticPresenceSimulation: true,
    } as const;
    ({ authenticatorId: plugged } = await protocol.send('WebAuthn.addVirtualAuthenticator', { options }));
  };
}
