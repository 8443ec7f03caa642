import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { SignInBusy } from './auth.errors.js';
import { AuthOptions } from './auth.options.js';
import { Semaphore } from './semaphore.js';

/** argon2id. Each hash takes 19 MiB and a processor for some 30 ms, so only a few run at a time. */
@Injectable()
export class Passwords {
  private readonly semaphore: Semaphore;
  private decoy?: Promise<string>;

  constructor(private readonly options: AuthOptions) {
    this.semaphore = new Semaphore(options.concurrentHashes, options.waitingHashes, () => new SignInBusy());
  }

  /** The hash to keep, in PHC form. @throws SignInBusy */
  hash(password: string): Promise<string> {
    const { memory, passes, lanes } = this.options.passwordCost;
    return this.semaphore.run(() =>
      hash(normalise(password), { memoryCost: memory, timeCost: passes, parallelism: lanes }),
    );
  }

  /**
   * Whether the password is the one that was hashed. Without a hash, because nobody has this address, the same work is
   * done and the answer is no. @throws SignInBusy
   */
  async isRight(password: string, kept: string | null): Promise<boolean> {
    const against = kept ?? (await (this.decoy ??= this.hash(randomBytes(32).toString('base64'))));
    const isRight = await this.semaphore.run(() => verify(against, normalise(password)));
    return isRight && kept !== null;
  }
}

/** The same letters typed on another keyboard may arrive as other code points (NIST SP 800-63B, 5.1.1.2). */
function normalise(password: string): string {
  return password.normalize('NFKC');
}
