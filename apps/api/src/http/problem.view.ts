import { IsListOf, IsText, IsWhole } from './fields/index.js';

export class FieldErrorView {
  @IsText({ max: 1_000, about: 'Where in the data sent: a JSON pointer (RFC 6901).', example: '/levels/0' })
  pointer: string;

  @IsText({ max: 2_000, about: 'What to do.', example: 'kps must be a whole number from 0 to 100 in steps of 10.' })
  message: string;

  @IsText({ max: 100, about: 'Stable.', example: 'whole-number' })
  code: string;
}

/** RFC 9457. A refusal adds its own fields. */
export class ProblemView {
  @IsText({ max: 200, example: 'urn:consilium:problem:not-found' })
  type: string;

  @IsText({ max: 200, example: 'Not found' })
  title: string;

  @IsWhole({ min: 400, max: 599, example: 404 })
  status: number;

  @IsText({ max: 2_000, about: 'A sentence that says what to do.', example: 'There is nothing at this address.' })
  detail: string;

  @IsText({ max: 100, about: 'Stable; the last part of the type.', example: 'not-found' })
  code: string;

  @IsText({ max: 64, about: 'The X-Request-Id of this answer.', example: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07' })
  requestId: string;

  @IsListOf(() => FieldErrorView, { max: 100, optional: true, about: 'Each fault of invalid input.' })
  errors?: FieldErrorView[];
}
