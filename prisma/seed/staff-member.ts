import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { SignatureMeaning } from '#workflow';
import { Secret, TOTP } from 'otpauth';
import type { DemonstrationUser } from './demonstration-users.js';
import type { StoryClock } from './story-clock.js';

const STEP_SECONDS = 30;
const CODES_VALID_AT_ONCE = 3;
/** A series of signatures is five minutes from one to the next; nobody waits until the last moment. */
const SERIES_MILLISECONDS = 4 * 60 * 1000;
/** Access tokens live for ten minutes, sessions for twelve hours. */
const TOKEN_MILLISECONDS = 9 * 60 * 1000;
const SESSION_MILLISECONDS = 11 * 60 * 60 * 1000;
/** Nobody who was away for longer finds their session still open. */
const IDLE_MILLISECONDS = 29 * 60 * 1000;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Headers = Readonly<Record<string, string>>;
/** As it comes out of JSON. */
export type Json = ReturnType<typeof JSON.parse>;

/** What somebody says with their signature. */
export interface Saying {
  readonly meaning: SignatureMeaning;
  readonly reason?: string;
}

/** Somebody of the demonstration, who works with the server as with any other: over HTTP, signed in, with their own proofs. */
export class StaffMember {
  private readonly totp: TOTP;
  private lastStep = 0;
  private token = '';
  private tokenUntil = 0;
  private seriesUntil = 0;
  private refreshCookie = '';
  private sessionUntil = 0;
  private idleUntil = 0;

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly clock: StoryClock,
    readonly user: DemonstrationUser,
    readonly id: string,
  ) {
    this.totp = new TOTP({ secret: Secret.fromBase32(user.totpSecret) });
  }

  get(path: string): Promise<Json> {
    return this.ask('GET', path);
  }

  post(path: string, body?: object): Promise<Json> {
    return this.ask('POST', path, body);
  }

  put(path: string, body: object, headers: Headers): Promise<Json> {
    return this.ask('PUT', path, body, headers);
  }

  patch(path: string, body: object, version: number): Promise<Json> {
    return this.ask('PATCH', path, body, { 'if-match': `"${version}"` });
  }

  /** The ceremony of signing: the statement is asked for, identity is proved for exactly this statement, the signature follows. */
  async sign(decisionId: string, saying: Saying): Promise<Json> {
    const { digest } = await this.post(`/decisions/${decisionId}/signing-statements`, saying);
    const proof = await this.proveForSigning(digest);
    const decision = await this.post(`/decisions/${decisionId}/signatures`, { digest, proof });
    this.seriesUntil = this.clock.now().getTime() + SERIES_MILLISECONDS;
    return decision;
  }

  /** Password and code; within an uninterrupted series of signatures the code alone. */
  private async proveForSigning(digest: string): Promise<string> {
    const isInSeries = this.clock.now().getTime() < this.seriesUntil;
    const { password } = this.user;
    const totp = this.nextCode();
    const offer = { purpose: 'sign-decision', digest, totp, ...(!isInSeries && { password }) };
    return (await this.post('/auth/step-up', offer)).proof;
  }

  private async ask(method: Method, path: string, body?: object, headers: Headers = {}): Promise<Json> {
    await this.requireToken();
    const { answer } = await this.send(method, path, body, { authorization: `Bearer ${this.token}`, ...headers });
    return answer;
  }

  /** Goes on with the session while it lasts, as a browser does, and signs in anew after it. */
  private async requireToken(): Promise<void> {
    if (this.clock.now().getTime() < this.tokenUntil) return;

    const now = this.clock.now().getTime();
    const isStillOpen = now < Math.min(this.sessionUntil, this.idleUntil);
    const { answer, cookie } = isStillOpen ? await this.refresh() : await this.signIn();
    this.token = answer.accessToken;
    this.refreshCookie = cookie;
    this.tokenUntil = now + TOKEN_MILLISECONDS;
    this.idleUntil = now + IDLE_MILLISECONDS;
  }

  private refresh() {
    return this.send('POST', '/auth/refresh', undefined, { cookie: this.refreshCookie });
  }

  private signIn() {
    this.seriesUntil = 0;
    this.sessionUntil = this.clock.now().getTime() + SESSION_MILLISECONDS;
    const { email, password } = this.user;
    return this.send('POST', '/auth/login', { email, password, totp: this.nextCode() });
  }

  /** A code that was not shown yet: each serves once, so time passes when all that are valid now are used up. */
  private nextCode(): string {
    const now = Math.floor(this.clock.now().getTime() / 1000 / STEP_SECONDS);
    this.lastStep = Math.max(this.lastStep + 1, now - 1);
    if (this.lastStep > now - 2 + CODES_VALID_AT_ONCE) this.clock.passSeconds(STEP_SECONDS);
    return this.totp.generate({ timestamp: this.lastStep * STEP_SECONDS * 1000 });
  }

  private async send(method: Method, path: string, body?: object, headers: Headers = {}) {
    await this.clock.settle();
    const fastify = this.app.getHttpAdapter().getInstance();
    const response = await fastify.inject({
      method,
      url: `/api/v1${path}`,
      payload: body && JSON.stringify(body),
      headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
    });
    const answer: Json = response.payload === '' ? undefined : JSON.parse(response.payload);
    if (response.statusCode >= 400) throw new Refused(this.user.name, method, path, response.statusCode, answer);

    return { answer, cookie: cookieOf(response.headers['set-cookie']) };
  }
}

/** What the seed wanted to do was refused: the story contradicts the rules, and the story is wrong. */
export class Refused extends Error {
  constructor(
    who: string,
    private readonly method: string,
    private readonly path: string,
    readonly status: number,
    readonly problem: Json,
  ) {
    super(`${who}, ${method} ${path}: ${status} ${JSON.stringify(problem)}`);
  }

  get code(): string {
    return this.problem?.code ?? '';
  }

  /** Without ids, so that the same refusal reads the same. */
  get sentence(): string {
    return `${this.method} ${this.path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')}: ${this.status} ${this.code}`;
  }
}

function cookieOf(header: string | string[] | undefined): string {
  return [header ?? []].flat()[0]?.split(';')[0] ?? '';
}
