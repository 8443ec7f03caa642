import { randomUUID } from 'node:crypto';
import { Authenticator } from './authenticator.mjs';
import { Trouble } from './server.mjs';

const CODES_VALID_AT_ONCE = 3;

/** One person of the demonstration, who signs in and then speaks to the server. */
export class Person {
  #server;
  #account;
  #authenticator;
  #token;
  #onWait;

  /** @param {import('../prisma/seed/demonstration-users.ts').DemonstrationUser} account */
  constructor(server, account, tellWait) {
    this.#server = server;
    this.#account = account;
    this.#authenticator = new Authenticator(account.totpSecret);
    this.#onWait = (seconds) => tellWait(`${this.name} waits ${seconds} s for the next code of the authenticator`);
    this.name = account.name;
    this.specialty = account.specialty;
  }

  /** Password and code. Afterwards `id` and `seats` are known. */
  async signIn() {
    const { email, password } = this.#account;
    const { status, body } = await this.#withCode((totp) =>
      this.#server.ask('POST', '/auth/login', { email, password, totp }),
    );
    if (status !== 200) {
      throw new Trouble(
        `${email} cannot sign in (${body.detail}) The walk needs the demonstration board, which npm start seeds into an empty database.`,
      );
    }
    this.#token = body.accessToken;
    this.id = body.user.id;
    this.seats = body.user.memberships;
  }

  get(path) {
    return this.#ask('GET', path);
  }

  /** Each request has a key of its own, so that sending it twice does it once; `key` gives the same one again. */
  post(path, body, { key = randomUUID() } = {}) {
    return this.#ask('POST', path, body, { 'idempotency-key': key });
  }

  /** `version` is what the person saw: whoever changed it meanwhile is not overwritten. */
  put(path, body, version) {
    const condition = version === undefined ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` };
    return this.#ask('PUT', path, body, condition);
  }

  patch(path, body, version) {
    return this.#ask('PATCH', path, body, { 'if-match': `"${version}"` });
  }

  /** A proof of identity, with password and code, for exactly this signing statement. */
  async proveForSigning(digest) {
    const { password } = this.#account;
    const { status, body } = await this.#withCode((totp) =>
      this.#ask('POST', '/auth/step-up', { purpose: 'sign-decision', digest, password, totp }),
    );
    if (status !== 200) throw new Trouble(`${this.name} cannot prove who they are: ${body.detail}`);
    return body.proof;
  }

  /**
   * Another walk, just before this one, may have shown codes that are still valid: at most three, so the fourth is new. What is
   * refused four times is refused for another reason.
   */
  async #withCode(act) {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await act(await this.#authenticator.nextCode(this.#onWait));
      if (answer.body?.code !== 'sign-in-refused' || attempt === CODES_VALID_AT_ONCE + 1) return answer;
      this.#authenticator.wasRefused();
    }
  }

  #ask(method, path, body, headers) {
    return this.#server.ask(method, path, body, { authorization: `Bearer ${this.#token}`, ...headers });
  }
}
