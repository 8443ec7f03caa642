import { setTimeout as pause } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';

const STEP_MILLISECONDS = 30_000;

/** The last step that a walk just before this one seems to have shown codes of, whoever's they were. */
let shownBefore = 0;

/**
 * The authenticator that a person carries. A code belongs to a step of 30 seconds and serves once; the server also takes
 * those of the step before and after. So three may be used at once, and then one has to wait as people do.
 */
export class Authenticator {
  #totp;
  #lastStep = 0;

  constructor(base32) {
    this.#totp = new TOTP({ secret: Secret.fromBase32(base32) });
  }

  /**
   * A code that this walk has not shown yet.
   * @param {(seconds: number) => void} onWait told before waiting for the next step
   */
  async nextCode(onWait) {
    const step = Math.max(this.#lastStep + 1, shownBefore + 1, currentStep() - 1);
    await waitUntil((step - 1) * STEP_MILLISECONDS, onWait);
    this.#lastStep = step;
    return this.#totp.generate({ timestamp: step * STEP_MILLISECONDS });
  }

  /** The last code was refused: it had been shown before, and those of the other people have been as well. */
  wasRefused() {
    shownBefore = this.#lastStep;
  }
}

function currentStep() {
  return Math.floor(Date.now() / STEP_MILLISECONDS);
}

async function waitUntil(instant, onWait) {
  const milliseconds = instant - Date.now();
  if (milliseconds <= 0) return;
  onWait(Math.ceil(milliseconds / 1000));
  await pause(milliseconds);
}
