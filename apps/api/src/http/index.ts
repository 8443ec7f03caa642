/** What a feature needs of HTTP; README.md shows how. */
export * from './fields/index.js';
export { NothingHere, InvalidBody, InvalidQuery } from './input-refusals.js';
export { Answers, AnswersNothing, AnswersPage, AnswersPdf, AnswersTar, type AnswerOptions } from './openapi/answers.js';
export { MailBody, MailExpected, TakesMail } from './mail-body.js';
export { RECEIPT_EXTENSION } from './openapi/headers.js';
export { problemResponse } from './openapi/problem-response.js';
export { cursorOf, keyAfter, mapPage, orNull, pageOf, PageQuery, toPage, type Key, type Page } from './paging.js';
export {
  AlreadyExists,
  IfMatch,
  IfMatchOrNone,
  IfMatchRequired,
  requireFresh,
  requirePutCondition,
  StaleVersion,
  VersionRequired,
  type PutCondition,
} from './preconditions.js';
export { requestContextOf, type RequestContext } from './request-context.js';
export { pointerTo } from './pointer.js';
export { factsOf, factsOfRefusal, toProblem, type Problem } from './problem.js';
export { traceOf } from './trace.js';
