import { Injectable } from '@nestjs/common';
import { Happenings } from '#database';
import type { CaseFile } from '../cases/index.js';
import type { Assessment } from './assessment.js';

export interface Recorded {
  /** The case after the clocks that the assessment started or stopped. Not locked: lock it before changing it. */
  readonly file: CaseFile;
  readonly assessment: Assessment;
  /** False for one that is dated before another that still counts: it adds to the past and says nothing new about today. */
  readonly isLatest: boolean;
}

/** `assessment.recorded`, raised by a hot act: decide on the payload first, and go to the database only when something follows. */
@Injectable()
export class AssessmentHappenings extends Happenings<{ 'assessment.recorded': Recorded }, 'assessment.recorded'> {}
