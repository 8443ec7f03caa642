/** What a feature needs of HTTP. */
export * from './fields/index.js';
export { Answers, AnswersNothing, AnswersPage, type AnswerOptions } from './openapi/answers.js';
export { keyAfter, mapPage, pageOf, PageQuery, toPage, type Key, type Page } from './paging.js';
export {
  IfMatch,
  IfMatchOrNone,
  IfMatchRequired,
  requireFresh,
  requirePutCondition,
  StaleVersion,
  type PutCondition,
} from './preconditions.js';
export { InvalidBody, InvalidQuery, NothingHere } from './input-refusals.js';
