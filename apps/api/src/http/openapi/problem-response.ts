import { getSchemaPath } from '@nestjs/swagger';
import type { ExampleObject, ResponseObject } from '@nestjs/swagger';
import { ProblemView } from '../problem.view.js';
import { toProblem, type ProblemFacts } from '../problem.js';

const EXAMPLE_REQUEST_ID = '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07';

/** The documented response for problems of one status, each with its example. */
export function problemResponse(facts: readonly ProblemFacts[]): ResponseObject {
  return {
    description: facts.map(({ code }) => code).join(', '),
    content: {
      'application/problem+json': {
        schema: { $ref: getSchemaPath(ProblemView) },
        examples: Object.fromEntries(facts.map((each) => [each.code, exampleOf(each)])),
      },
    },
  };
}

/** The documented example of one problem. */
export function exampleOf(facts: ProblemFacts): ExampleObject {
  return { summary: facts.detail, value: toProblem(facts, EXAMPLE_REQUEST_ID) };
}
