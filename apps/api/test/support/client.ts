import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { MovableClock } from './clock.js';
import type { Person } from './person.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Injected = Awaited<ReturnType<NestFastifyApplication['inject']>>;

export type Headers = Record<string, string>;

export interface Answer {
  readonly status: number;
  /** As parsed from JSON; undefined when there is none. */
  readonly body: ReturnType<typeof JSON.parse>;
  /** As they came. */
  readonly bytes: Buffer;
  readonly headers: Injected['headers'];
}

/** A request on its way: await it for its answer, or say with `expect` which status it must have. */
export class Call implements PromiseLike<Answer> {
  private answer?: Promise<Answer>;

  constructor(
    private readonly what: string,
    private readonly send: () => Promise<Answer>,
  ) {}

  then<A = Answer, B = never>(
    onAnswer?: ((answer: Answer) => A | PromiseLike<A>) | null,
    onError?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return (this.answer ??= this.send()).then(onAnswer, onError);
  }

  /** The answer, or an error that shows it, problem and all. With `code`, a problem must carry it. */
  async expect(status: number, code?: string): Promise<Answer> {
    const answer = await this;
    if (answer.status === status && (code === undefined || answer.body?.code === code)) return answer;

    const expected = code === undefined ? status : `${status} ${code}`;
    throw new Error(
      `${this.what}: expected ${expected}, was answered ${answer.status}\n${JSON.stringify(answer.body, null, 2)}`,
    );
  }
}

/** Speaks to the server as nobody in particular; paths are below /api/v1. */
export class Client {
  constructor(protected readonly app: NestFastifyApplication) {}

  get(path: string, headers?: Headers): Call {
    return this.request('GET', path, undefined, headers);
  }

  post(path: string, body?: object, headers?: Headers): Call {
    return this.request('POST', path, body, headers);
  }

  put(path: string, body?: object, headers?: Headers): Call {
    return this.request('PUT', path, body, headers);
  }

  patch(path: string, body?: object, headers?: Headers): Call {
    return this.request('PATCH', path, body, headers);
  }

  delete(path: string, headers?: Headers): Call {
    return this.request('DELETE', path, undefined, headers);
  }

  private request(method: Method, path: string, body?: object, headers: Headers = {}): Call {
    return new Call(`${method} ${path}`, async () => {
      const fastify = this.app.getHttpAdapter().getInstance();
      const response = await fastify.inject({
        method,
        url: `/api/v1${path}`,
        payload: body && JSON.stringify(body),
        headers: {
          ...(body && { 'content-type': 'application/json' }),
          ...(await this.credentials()),
          ...headers,
        },
      });
      const isJson = response.payload !== '' && /\bjson\b/.test(String(response.headers['content-type']));
      return {
        status: response.statusCode,
        body: isJson ? JSON.parse(response.payload) : undefined,
        bytes: response.rawPayload,
        headers: response.headers,
      };
    });
  }

  protected credentials(): Promise<Headers> {
    return Promise.resolve({});
  }
}

/** Speaks to the server as one person, who signs in when they first speak and again when their token is over. */
export class SignedInClient extends Client {
  private token?: Promise<string>;
  private until = 0;

  constructor(
    app: NestFastifyApplication,
    private readonly person: Person,
    private readonly clock: MovableClock,
  ) {
    super(app);
  }

  /** A proof of identity with password and code, for one purpose and one digest. */
  async prove(purpose: string, digest?: string): Promise<string> {
    // Codes are accepted in their order only: the one for signing in comes first, also when showing the next one takes a moment.
    await this.accessToken(60_000);
    const { password } = this.person;
    const totp = this.person.nextCode(this.clock);
    const { body } = await this.post('/auth/step-up', { purpose, digest, password, totp }).expect(200);
    return body.proof;
  }

  /** A token that is good now, and for so many milliseconds more. */
  accessToken(spare = 0): Promise<string> {
    if (!this.token || this.clock.now().getTime() + spare >= this.until) this.token = this.signIn();
    return this.token;
  }

  protected override async credentials(): Promise<Headers> {
    return { authorization: `Bearer ${await this.accessToken()}` };
  }

  private async signIn(): Promise<string> {
    const { email, password } = this.person;
    const totp = this.person.nextCode(this.clock);
    this.until = this.clock.now().getTime() + 9 * 60 * 1000;
    const { body } = await new Client(this.app).post('/auth/login', { email, password, totp }).expect(200);
    return body.accessToken;
  }
}

/** `If-Match` for a version read before. */
export function ifMatch(version: number): Headers {
  return { 'if-match': `"${version}"` };
}
