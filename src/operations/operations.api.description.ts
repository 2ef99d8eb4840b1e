import { id, object, oneOf, ref, type ApiGroup } from '../platform/http/api-description.js';
import { say } from '../platform/errors.js';
import { OPERATION_STATES } from './operation.entity.js';

/** What `OperationsController` answers systems, for the pages of the API. */
export const OPERATIONS_DESCRIPTION: ApiGroup = {
  key: 'operations',
  title: say('api-docs.operations.title'),
  intro: say('api-docs.operations.intro'),
  schemas: {
    Operation: object({
      id,
      state: oneOf(...OPERATION_STATES),
      done: { type: 'integer', minimum: 0 },
      total: { type: 'integer', minimum: 0 },
    }),
  },
  routes: [
    {
      method: 'GET',
      path: '/api/v1/operations/:id',
      says: say('api-docs.operations.get'),
      answer: { status: 200, schema: ref('Operation') },
      refusals: [404],
    },
    {
      method: 'POST',
      path: '/api/v1/operations/:id/undo',
      says: say('api-docs.operations.undo'),
      answer: { status: 202, schema: ref('Operation') },
      refusals: [404, 409],
    },
  ],
};
