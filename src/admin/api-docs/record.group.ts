import {
  ref,
  reference,
  type ApiGroup,
  type Carried,
  type RouteDescription,
  type Schema,
} from '../../platform/http/api-description.js';
import { say, type Text } from '../../platform/errors.js';
import type { RecordKind } from '../../sections/engine/section.js';
import { exampleBody, exampleReference } from './record.examples.js';
import { recordSchemas, schemaName } from './record.schemas.js';

const NDJSON = 'application/x-ndjson';

/** How a collection is paged. */
const PAGING: Readonly<Record<string, Schema>> = {
  limit: { type: 'integer', minimum: 1, maximum: 500, description: say('api-docs.query.limit') },
  after: { type: 'string', description: say('api-docs.query.after') },
  updatedSince: { type: 'string', description: say('api-docs.query.updatedSince') },
};

/** Everything that the API does with one kind of record, from its declaration. */
export function recordGroup(kind: RecordKind, title: Text, hasWords: (key: string) => boolean): ApiGroup {
  return {
    key: kind.collection,
    title,
    intro: say('api-docs.records.intro'),
    routes: routesOf(kind),
    schemas: recordSchemas(kind, hasWords),
  };
}

function routesOf(kind: RecordKind): RouteDescription[] {
  const collection = `/api/v1/${kind.collection}`;
  const path = `${collection}/:reference`;
  const name = schemaName(kind);
  const whole: Carried = { schema: ref(name) };
  return [
    {
      method: 'GET',
      path: collection,
      says: say('api-docs.records.list'),
      query: PAGING,
      answer: { status: 200, schema: ref(`${name}Page`) },
    },
    {
      method: 'POST',
      path: `${collection}/batch`,
      says: say('api-docs.records.batch'),
      body: { type: NDJSON, schema: ref(`${name}Line`), example: lineOf(kind) },
      answer: { status: 200, type: NDJSON, schema: ref('BatchAnswer'), example: ANSWERED(kind) },
    },
    {
      method: 'GET',
      path,
      says: say('api-docs.records.get'),
      answer: { status: 200, ...whole },
      versioned: true,
      refusals: [404],
    },
    {
      method: 'PUT',
      path,
      says: say('api-docs.records.put'),
      body: { schema: ref(`${name}Body`), example: exampleBody(kind) },
      answer: { status: 200, ...whole },
      created: true,
      versioned: true,
      refusals: [412, 422],
    },
    {
      method: 'PATCH',
      path,
      says: say('api-docs.records.patch'),
      body: { type: 'application/merge-patch+json', schema: ref(`${name}Patch`) },
      answer: { status: 200, ...whole },
      versioned: true,
      refusals: [404, 412, 422],
    },
    {
      method: 'DELETE',
      path,
      says: say('api-docs.records.remove'),
      answer: { status: 204 },
      versioned: true,
      refusals: [404, 412],
    },
  ];
}

const lineOf = (kind: RecordKind): Record<string, unknown> => ({
  reference: exampleReference(kind),
  ...exampleBody(kind),
});

const ANSWERED = (kind: RecordKind): unknown => ({
  line: 1,
  reference: exampleReference(kind),
  result: 'created',
  errors: [],
});

/** What stands in paths. */
export const PATH_SCHEMAS: Readonly<Record<string, Schema>> = {
  reference: { ...reference, description: say('api-docs.query.reference') },
  id: { type: 'string', format: 'uuid' },
};
