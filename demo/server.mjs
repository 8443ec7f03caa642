/** A sentence for whoever watches: why the walk cannot go on. */
export class Trouble extends Error {}

/**
 * Where the server is: CONSILIUM_URL, else this machine on PORT, else on 3000.
 * @param {Record<string, string | undefined>} variables
 */
export function serverAddress({ CONSILIUM_URL, PORT = '3000' }) {
  const text = CONSILIUM_URL || `http://localhost:${PORT}`;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new Trouble(`${text} is no address of a server: set CONSILIUM_URL to one such as http://localhost:3000.`);
  }
  return new URL(text).origin;
}

/** Speaks HTTP with one server; paths are below /api/v1. An answer is its status and its body, parsed. */
export class Server {
  constructor(address) {
    this.address = address;
  }

  /** @returns {Promise<{ status: number, body: any }>} */
  async ask(method, path, body, headers = {}) {
    const response = await this.#send(`/api/v1${path}`, {
      method,
      headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : parse(text, this.address) };
  }

  async requireReady() {
    const { ok } = await this.#send('/health/ready');
    if (!ok) throw new Trouble(`The server at ${this.address} is not ready yet. Try again in a moment.`);
  }

  async #send(path, options) {
    try {
      return await fetch(`${this.address}${path}`, options);
    } catch (cause) {
      const advice = 'start it with npm start in another window, or say with CONSILIUM_URL where it is';
      throw new Trouble(`Nobody answers at ${this.address}: ${advice}.`, { cause });
    }
  }
}

function parse(text, address) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Trouble(`What answers at ${address} is not Consilium: its answer is no JSON.`, { cause });
  }
}
