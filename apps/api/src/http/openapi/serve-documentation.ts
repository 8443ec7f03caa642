import { SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { buildDocument } from './document.js';

/** The document at /api/openapi.json and its viewer at /api/docs, from this installation's own files: it works offline. */
export function serveDocumentation(app: NestFastifyApplication): void {
  const document = buildDocument(app);
  SwaggerModule.setup('api/docs', app, document, {
    raw: ['json'],
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Consilium: the interface',
    swaggerOptions: { persistAuthorization: false, tryItOutEnabled: true, displayRequestDuration: true },
  });
}
