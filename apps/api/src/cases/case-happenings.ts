import { Injectable } from '@nestjs/common';
import { Happenings } from '#database';
import type { CaseFile, Closing } from './case-file.js';

/**
 * What happens to a case that the features above answer.
 * - `case.closing`, before the case closes: take it off its agenda; end what is open for it, or refuse for `completed`.
 * - `case.relisted`, after the case went back to workup; by itself on a trigger, or because somebody took it there. Raised by hot acts too.
 */
@Injectable()
export class CaseHappenings extends Happenings<
  {
    'case.closing': Closing;
    'case.relisted': { readonly file: CaseFile; readonly reasonCode: string; readonly isByItself: boolean };
  },
  'case.relisted'
> {}
