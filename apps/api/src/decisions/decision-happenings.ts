import { Injectable } from '@nestjs/common';
import { Happenings } from '#database';
import type { CaseFile } from '../cases/index.js';
import type { Revision } from './revision.js';
import type { Treatment } from './treatments/treatment.js';

/**
 * What happens to a decision that the features above answer, with the case as it is by then.
 * - `decision.in-force`: its sign-off is complete, and the one before it is superseded.
 * - `decision.withdrawn`: a revision that was in force no longer is, and nothing took its place.
 * - `treatment.recorded` (perhaps completed already), `treatment.completed`: what imaging follow-up counts from.
 */
@Injectable()
export class DecisionHappenings extends Happenings<{
  'decision.in-force': { readonly file: CaseFile; readonly revision: Revision };
  'decision.withdrawn': { readonly file: CaseFile; readonly revision: Revision };
  'treatment.recorded': { readonly file: CaseFile; readonly treatment: Treatment };
  'treatment.completed': { readonly file: CaseFile; readonly treatment: Treatment };
}> {}
