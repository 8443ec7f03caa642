import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiResponse } from '@nestjs/swagger';
import { factsOfRefusal, problemResponse, RECEIPT_EXTENSION } from '../http/index.js';
import { InclusionPending, LogStalled } from './log.errors.js';

export const ANSWERED_AFTER_INCLUSION = 'consilium:answered-after-inclusion';

/** What the route does where the log is stalled. */
export type WhenStalled =
  /** Refused before anything is done. */
  | 'refuse'
  /** Goes on without a receipt, with an alarm. */
  | 'go-on'
  /** The act decides, by `TierTwo.requireTimely`, once it knows whether this is an emergency. */
  | 'ask-the-act';

/**
 * The answer leaves once every event of the request is in a signed checkpoint, and carries the receipt of its first change in the
 * header `Consilium-Receipt`: base64 of a tlog-proof. Stands beside `@Answers`.
 */
export function AnsweredAfterInclusion({
  whenStalled = 'refuse',
}: { whenStalled?: WhenStalled } = {}): MethodDecorator {
  const refusals = whenStalled === 'go-on' ? [] : [new LogStalled(), new InclusionPending()];
  return applyDecorators(
    SetMetadata(ANSWERED_AFTER_INCLUSION, whenStalled),
    ApiExtension(RECEIPT_EXTENSION, true),
    ...(refusals.length > 0 ? [ApiResponse({ status: 503, ...problemResponse(refusals.map(factsOfRefusal)) })] : []),
  );
}
