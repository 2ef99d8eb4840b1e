import type { FastifyInstance, FastifyRequest } from 'fastify';
import { FileOfWrongKind } from './file.errors.js';
import { say } from '../../platform/errors.js';

const ROUTES = ['/api/v1/documents/:reference/file', '/api/v1/licences/:reference/file'];

/** Lets the bytes of files through as they arrive, to the routes that take them; other routes refuse such bodies. */
export function registerFileBodies(server: FastifyInstance): void {
  server.addContentTypeParser('*', (request: FastifyRequest, payload, done) => {
    if (ROUTES.includes(request.routeOptions.url ?? '')) done(null, payload);
    else done(new FileOfWrongKind(say('documents.api.otherBody')));
  });
}
