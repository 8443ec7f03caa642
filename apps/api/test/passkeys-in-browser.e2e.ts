import { createServer, type AddressInfo } from 'node:net';
import { openBrowser, type BrowserPage } from './support/browser.js';
import { CaseStory } from './support/case-story.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';

/** What the board's own page does: it asks the server what to ask the authenticator, and sends what that answers. */
const OUR_PAGE = `
  const post = async (path, body) => {
    const headers = { authorization: 'Bearer ' + token, 'content-type': 'application/json' };
    const response = await fetch('/api/v1' + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  };
  const enrol = async (proof) => {
    const { body } = await post('/auth/passkeys/enrolment', { proof });
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(body.publicKey);
    const credential = await navigator.credentials.create({ publicKey });
    return post('/auth/passkeys', { name: 'Key on my ring', credential: credential.toJSON() });
  };
  const prove = async (binding) => {
    const { body } = await post('/auth/passkeys/assertion', binding);
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(body.publicKey);
    const assertion = await navigator.credentials.get({ publicKey });
    return post('/auth/step-up', { ...binding, assertion: assertion.toJSON() });
  };`;

interface Answered {
  readonly status: number;
  readonly body: ReturnType<typeof JSON.parse>;
}

/** A port that nobody listens on: the address that passkeys are bound to has to be known before the server is. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, 'localhost');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

describe('a passkey in a real browser', () => {
  let server: TestServer;
  let hospital: Hospital;
  let browser: BrowserPage | undefined;
  let port: number;

  beforeAll(async () => {
    browser = await openBrowser();
    port = await freePort();
    server = await startServer({ port });
    hospital = await server.given.board();
  });
  afterAll(async () => {
    await browser?.close();
    await server.close();
  });

  /** Runs one of our page's functions as the surgeon, on the server's own address. */
  async function onOurPage({ page }: BrowserPage, call: string): Promise<Answered> {
    const token = await server.as(hospital.spineSurgeon).accessToken(60_000);
    await page.goto(`http://localhost:${port}/health/live`);
    return page.evaluate(`(async () => { const token = ${JSON.stringify(token)}; ${OUR_PAGE} return ${call}; })()`);
  }

  it('is made and signs a decision, and the server believes what the browser really sends', async () => {
    if (!browser) return;
    const { spineSurgeon } = hospital;
    const signing = new Signing(server);
    const { decisionId } = await new CaseStory(server, hospital).decided();
    await browser.plugIn({ isUserVerified: true });

    const proof = await server.as(spineSurgeon).prove('enrol-passkey');
    const enrolled = await onOurPage(browser, `enrol(${JSON.stringify(proof)})`);
    const { digest } = (await signing.statement(spineSurgeon, decisionId).expect(201)).body;
    const binding = JSON.stringify({ purpose: 'sign-decision', digest });
    const proved = await onOurPage(browser, `prove(${binding})`);

    expect(enrolled).toMatchObject({ status: 201, body: { name: 'Key on my ring', transports: ['usb'], version: 1 } });
    expect(proved).toMatchObject({ status: 200 });
    const signed = await signing.send(spineSurgeon, decisionId, { digest, proof: proved.body.proof }).expect(201);
    expect(signed.body.revision.signatures).toMatchObject([
      {
        printedName: 'Dr. Sam Spine',
        method: 'passkey',
        assertion: { credentialId: enrolled.body.credentialId, rpId: 'localhost', origin: `http://localhost:${port}` },
      },
    ]);
  }, 60_000);

  it('that does not check who its owner is is not made at all: the browser itself refuses what the server asks', async () => {
    if (!browser) return;
    await browser.plugIn({ isUserVerified: false });
    const proof = await server.as(hospital.spineSurgeon).prove('enrol-passkey');

    await expect(onOurPage(browser, `enrol(${JSON.stringify(proof)})`)).rejects.toThrow('NotAllowedError');
  }, 60_000);
});
