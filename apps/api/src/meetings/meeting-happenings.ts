import { Injectable } from '@nestjs/common';
import { Happenings } from '#database';
import type { AgendaPurpose } from '#workflow';
import type { CaseFile } from '../cases/index.js';

/** A case about to be put on an agenda. */
export interface Listing {
  readonly file: CaseFile;
  readonly purpose: AgendaPurpose;
  /** For a ratification: set by whoever knows the provisional revision. Without one the listing is refused. */
  revisionId: string | null;
}

/**
 * What happens in meetings that the features above answer.
 * - `item.listing`, before a case is listed: name the revision to ratify, or refuse.
 */
@Injectable()
export class MeetingHappenings extends Happenings<{ 'item.listing': Listing }> {}
