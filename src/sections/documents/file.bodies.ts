import type { FastifyInstance, FastifyRequest } from 'fastify';
import { FileOfWrongKind } from './file.errors.js';
import { say } from '../../platform/errors.js';

const ROUTE = '/api/v1/documents/:reference/file';

/** Lets the bytes of files through as they arrive, to the one route that takes them; other routes refuse such bodies. */
export function registerFileBodies(server: FastifyInstance): void {
  server.addContentTypeParser('*', (request: FastifyRequest, payload, done) => {
    if (request.routeOptions.url === ROUTE) done(null, payload);
    else done(new FileOfWrongKind(say('documents.api.otherBody')));
  });
}
