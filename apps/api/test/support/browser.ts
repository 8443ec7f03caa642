import type { CDPSession, Page } from 'playwright-core';
import { openChromium } from '../../../../tools/chromium.mjs';

/** A browser page with a security key of Chromium's own, which its developer protocol plugs in. */
export interface BrowserPage {
  readonly page: Page;
  /** Takes the key away, or brings one that does not check who its owner is. */
  plugIn(key: { readonly isUserVerified: boolean }): Promise<void>;
  close(): Promise<void>;
}

/** Opens a page, or says in one sentence why not: a test without a browser is none, and must not be silent about it. */
export async function openBrowser(): Promise<BrowserPage | undefined> {
  const browser = await openChromium('what a real browser does with passkeys is not tried');
  if (!browser) return undefined;

  const page = await browser.newPage();
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('WebAuthn.enable');
  return { page, plugIn: keyring(protocol), close: () => browser.close() };
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
