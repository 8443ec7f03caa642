import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { completeDocument } from './complete-document.js';

const ABOUT = `
Consilium runs the case of a patient with metastatic spine disease through a multidisciplinary tumour board: from
referral to a signed decision and its imaging follow-up.

Instants are RFC 3339 in UTC, dates \`YYYY-MM-DD\`, ids UUIDs. Unknown fields and query parameters are refused. Every
refusal is an \`application/problem+json\` (RFC 9457) with a stable \`code\`, a sentence that says what to do, and the id
of the request. An id in a path that is no UUID finds nothing: 404.

A resource answers with its version as \`ETag\`. Send it as \`If-Match\` with a change; a version that is no longer the
current one is refused with 412. Send \`Idempotency-Key\` with a POST, and repeat it with the same key when no answer
arrived: it is done once, and the first answer comes again for 24 hours.
`.trim();

/** The interface's document, OpenAPI 3.1, with everything that follows from a route's shape filled in. */
export function buildDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Consilium')
    .setDescription(ABOUT)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', description: 'The access token from POST /api/v1/auth/login.' })
    .addSecurityRequirements('bearer')
    .build();

  return completeDocument(
    SwaggerModule.createDocument(app, config, {
      operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
    }),
  );
}
