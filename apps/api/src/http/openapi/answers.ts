import { applyDecorators, Header, HttpCode, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath, type ApiResponseOptions } from '@nestjs/swagger';
import type { Refusal } from '#workflow';
import { pageOf } from '../paging.js';
import { factsOfRefusal, type ProblemFacts } from '../problem.js';
import { ProblemView } from '../problem.view.js';
import { problemResponse } from './problem-response.js';

export interface AnswerOptions {
  /** What the route does, in a few words: "Record what the board advises". */
  readonly summary: string;
  /** What else a caller must know. */
  readonly about?: string;
  /** What it answers instead where the query asks for it. */
  readonly or?: Type;
  /** 200 unless said otherwise: 201 for what was made, 202 for what will be done. */
  readonly status?: 200 | 201 | 202;
  /**
   * One instance of each refusal this route is known for, with believable data: it becomes the documented example, made
   * by the class that will be answered. What every route of its kind can answer is added by itself.
   */
  readonly refusals?: readonly Refusal[];
}

/** The route answers with this view. */
export function Answers(view: Type, { status = 200, or, ...options }: AnswerOptions): MethodDecorator {
  const description = 'As asked.';
  if (!or) return documented(options, status, { status, type: view, description });

  const schema = { oneOf: [view, or].map((each) => ({ $ref: getSchemaPath(each) })) };
  return applyDecorators(ApiExtraModels(view, or), documented(options, status, { status, schema, description }));
}

/** The route answers with a page of these views. */
export function AnswersPage(item: Type<object>, options: Omit<AnswerOptions, 'status'>): MethodDecorator {
  return documented(options, 200, {
    status: 200,
    type: pageOf(item),
    description: 'One page, in the documented order.',
  });
}

/** The route answers with a PDF; what the browser calls it says nothing of a patient. */
export function AnswersPdf(fileName: string, options: Omit<AnswerOptions, 'status' | 'or'>): MethodDecorator {
  const content = { 'application/pdf': { schema: { type: 'string', format: 'binary' } as const } };
  return applyDecorators(
    Header('content-type', 'application/pdf'),
    Header('content-disposition', `inline; filename="${fileName}"`),
    documented(options, 200, { status: 200, description: 'Tagged PDF, the same bytes for the same state.', content }),
  );
}

/** The route answers with a tar archive, as it is made; what the browser calls it says nothing of a patient. */
export function AnswersTar(fileName: string, options: Omit<AnswerOptions, 'status' | 'or'>): MethodDecorator {
  const content = { 'application/x-tar': { schema: { type: 'string', format: 'binary' } as const } };
  return applyDecorators(
    Header('content-type', 'application/x-tar'),
    Header('content-disposition', `attachment; filename="${fileName}"`),
    documented(options, 200, { status: 200, description: 'A tar archive (ustar).', content }),
  );
}

/** The route answers 204, without a body. */
export function AnswersNothing(options: Omit<AnswerOptions, 'status'>): MethodDecorator {
  return documented(options, 204, { status: 204, description: 'Done.' });
}

function documented(options: AnswerOptions, status: number, response: ApiResponseOptions): MethodDecorator {
  const { summary, about, refusals = [] } = options;
  const byStatus = Map.groupBy(refusals.map(factsOfRefusal), (facts: ProblemFacts) => facts.status);

  return applyDecorators(
    HttpCode(status),
    ApiOperation({ summary, ...(about && { description: about }) }),
    ApiExtraModels(ProblemView),
    ApiResponse(response),
    ...[...byStatus].map(([problemStatus, facts]) => ApiResponse({ status: problemStatus, ...problemResponse(facts) })),
  );
}
