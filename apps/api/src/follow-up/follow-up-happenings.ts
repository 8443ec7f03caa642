import { Injectable } from '@nestjs/common';
import { Happenings } from '#database';
import type { CaseFile } from '../cases/index.js';
import type { Escalation, ImagingOrder } from './follow-up.js';

/**
 * What happens to imaging that others answer.
 * - `imaging.escalated`: nobody saw to an examination for as long as the board allows, and it was brought before a person. Raised once
 *   for each level, in the transaction that records it.
 */
@Injectable()
export class FollowUpHappenings extends Happenings<
  { 'imaging.escalated': { readonly file: CaseFile; readonly order: ImagingOrder; readonly escalation: Escalation } },
  'imaging.escalated'
> {}
