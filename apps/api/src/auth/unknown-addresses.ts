import { Injectable } from '@nestjs/common';
import { Clock } from '#database';
import { SignInBlocked } from './auth.errors.js';
import { blockAfter, secondsBlocked } from './slow-down.js';

const REMEMBERED = 10_000;

interface Failures {
  readonly count: number;
  readonly blockedUntil: Date | null;
}

/**
 * Slows down addresses that nobody has just as an account is slowed down: otherwise the sixth attempt would tell which
 * addresses exist. In memory, at most ten thousand, the longest unused forgotten first; there is no account to protect.
 */
@Injectable()
export class UnknownAddresses {
  private readonly failures = new Map<string, Failures>();

  constructor(private readonly clock: Clock) {}

  /** @throws SignInBlocked */
  requireNotBlocked(email: string): void {
    const seconds = secondsBlocked(this.failures.get(email)?.blockedUntil ?? null, this.clock.now());
    if (seconds !== null) throw new SignInBlocked(seconds);
  }

  keepFailure(email: string): void {
    const count = (this.failures.get(email)?.count ?? 0) + 1;
    this.failures.delete(email);
    this.failures.set(email, { count, blockedUntil: blockAfter(count, this.clock.now()) });
    if (this.failures.size > REMEMBERED) this.failures.delete(this.failures.keys().next().value!);
  }
}
