import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Role, Specialty } from '#workflow';
import type { MovableClock } from './clock.js';

const STEP_MILLISECONDS = 30_000;

/** Somebody in a test's hospital: who they are, what they know and the authenticator they carry. */
export class Person {
  readonly password = randomBytes(12).toString('base64url');
  readonly totp = new TOTP({ secret: new Secret({ size: 20 }) });
  /** Known once the person is registered. */
  id = '';
  organisationId = '';
  private lastStep = 0;

  constructor(
    readonly email: string,
    readonly name: string,
    readonly roles: readonly Role[],
    readonly specialty: Specialty | null,
  ) {}

  /** A code that was not shown yet: each serves once, so the clock moves on 30 s when all that are valid now are used up. */
  nextCode(clock: MovableClock): string {
    const now = Math.floor(clock.now().getTime() / STEP_MILLISECONDS);
    this.lastStep = Math.max(this.lastStep + 1, now - 1);
    if (this.lastStep > now + 1) clock.advance({ seconds: 30 });
    return this.totp.generate({ timestamp: this.lastStep * STEP_MILLISECONDS });
  }
}
