import { Injectable } from '@nestjs/common';
import { Happenings, type Actor } from '#database';
import type { Patient } from './patient.js';

type AfterDeath = (reporter: Actor) => Promise<void>;

/**
 * `patient.died`: the day is on file now; cases close and what is open for them is cancelled, in the same transaction. What lies on
 * boards that the reporting person may not see is done after it: see `afterDeath`.
 */
@Injectable()
export class PatientHappenings extends Happenings<{
  'patient.died': { readonly patient: Patient; readonly deceasedOn: string };
}> {
  private readonly afterwards: AfterDeath[] = [];

  /** Registers what follows once a death is committed. It looks for its own work, fails quietly and is safe to repeat. */
  afterDeath(follow: AfterDeath): void {
    this.afterwards.push(follow);
  }

  async followDeath(reporter: Actor): Promise<void> {
    for (const follow of this.afterwards) await follow(reporter);
  }
}
