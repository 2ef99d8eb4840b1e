import type { DeclaredRoute } from '../../access/declared-routes.js';
import type { Text } from '../../platform/errors.js';
import {
  ref,
  type ApiGroup,
  type Carried,
  type RouteDescription,
} from '../../platform/http/api-description.js';
import { PATH_SCHEMAS } from './record.group.js';
import { SHARED_SCHEMAS } from './record.schemas.js';

export type Say = (text: Text | string) => string;
export type Json = { readonly [name: string]: unknown };

export interface OpenApiInput {
  readonly groups: readonly ApiGroup[];
  /** What the guard asks for at each route: it is never written down twice. */
  readonly routes: readonly DeclaredRoute[];
  readonly baseUrl: string;
  readonly say: Say;
}

/** Statuses that any route may refuse with. */
const USUAL_REFUSALS = [400, 401, 403, 429];
const JSON_TYPE = 'application/json';

/** The API as an OpenAPI 3.1 document. */
export function openApiDocument({ groups, routes, baseUrl, say: write }: OpenApiInput): Json {
  const schemas = Object.assign(
    {},
    SHARED_SCHEMAS,
    ...groups.map((group) => group.schemas),
  ) as ApiGroup['schemas'];
  const paths: Record<string, Record<string, Json>> = {};
  for (const group of groups)
    for (const route of group.routes) {
      const path = templated(route.path);
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, group, routes, write) };
    }
  return {
    openapi: '3.1.0',
    info: { title: write('api-docs.title'), version: '1.0.0', description: write('api-docs.description') },
    servers: [{ url: baseUrl }],
    tags: groups.map(({ key, title, intro }) => ({
      name: key,
      summary: write(title),
      description: write(intro),
    })),
    paths,
    components: {
      schemas: written(schemas, write),
      responses: { Problem: problem(write) },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: write('api-docs.basics.key.text') },
      },
    },
  };
}

/** `/api/v1/sites/{reference}` */
export const templated = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

/** What the guard asks for at a route. */
export const permissionOf = (
  { method, path }: RouteDescription,
  routes: readonly DeclaredRoute[],
): string => {
  const route = routes.find((one) => one.method === method && one.path === path);
  return route?.declaration?.who === 'api' ? route.declaration.permission : '';
};

function operation(
  route: RouteDescription,
  group: ApiGroup,
  routes: readonly DeclaredRoute[],
  write: Say,
): Json {
  const { body, answer, created, refusals = [] } = route;
  const refused = [...new Set([...USUAL_REFUSALS, ...refusals])].sort();
  const good = answerOf(answer, route, write);
  return {
    operationId: operationId(route),
    tags: [group.key],
    summary: write(route.says),
    security: [{ key: [permissionOf(route, routes)] }],
    ...parameters(route, write),
    ...(body ? { requestBody: { required: true, content: content(body, write) } } : {}),
    responses: {
      ...(created ? { '201': { ...good, description: write('api-docs.answers.created') } } : {}),
      [String(answer.status)]: good,
      ...Object.fromEntries(
        refused.map((status) => [String(status), { $ref: '#/components/responses/Problem' }]),
      ),
    },
  };
}

/** `getSitesByReference` */
function operationId({ method, path }: RouteDescription): string {
  const parts = path.replace('/api/v1/', '').split(/[/-]/);
  const words = parts.map((part) => (part.startsWith(':') ? `By-${part.slice(1)}` : part));
  return method.toLowerCase() + words.map((word) => word.split('-').map(capital).join('')).join('');
}
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function parameters({ method, path, query = {}, versioned }: RouteDescription, write: Say): Json {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: written(PATH_SCHEMAS[name] ?? { type: 'string' }, write),
  }));
  const inQuery = Object.entries(query).map(([name, schema]) => ({
    name,
    in: 'query',
    schema: written(schema, write),
  }));
  const guarded = versioned && !['GET', 'POST'].includes(method);
  const inHeader = guarded
    ? [
        {
          name: 'If-Match',
          in: 'header',
          description: write('api-docs.headers.ifMatch'),
          schema: { type: 'string' },
        },
      ]
    : [];
  const all = [...inPath, ...inQuery, ...inHeader];
  return all.length > 0 ? { parameters: all } : {};
}

function answerOf(
  answer: RouteDescription['answer'],
  { versioned, method }: RouteDescription,
  write: Say,
): Json {
  const { schema, type, example } = answer;
  const tagged = versioned && method !== 'DELETE';
  return {
    description: write(schema ? 'api-docs.answers.good' : 'api-docs.answers.empty'),
    ...(tagged
      ? { headers: { ETag: { description: write('api-docs.headers.etag'), schema: { type: 'string' } } } }
      : {}),
    ...(schema
      ? {
          content: content(
            { schema, ...(type ? { type } : {}), ...(example === undefined ? {} : { example }) },
            write,
          ),
        }
      : {}),
  };
}

/** Lines of NDJSON are text to OpenAPI; what each line holds stands beside it. */
function content({ type = JSON_TYPE, schema, example }: Carried, write: Say): Json {
  const media =
    type === 'application/x-ndjson'
      ? {
          schema: { type: 'string', description: write('api-docs.answers.lines') },
          'x-line': written(schema, write),
          ...(example === undefined ? {} : { example: `${JSON.stringify(example)}\n` }),
        }
      : { schema: written(schema, write), ...(example === undefined ? {} : { example }) };
  return { [type]: media };
}

const problem = (write: Say): Json => ({
  description: write('api-docs.answers.problem'),
  content: { 'application/problem+json': { schema: written(ref('Problem'), write) } },
});

/** The same with its sentences written out. */
export function written(value: unknown, write: Say): unknown {
  if (Array.isArray(value)) return value.map((one) => written(one, write));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value as Readonly<Record<string, unknown>>);
  return Object.fromEntries(
    members.map(([name, inner]) => [name, isText(inner) ? write(inner) : written(inner, write)]),
  );
}

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && typeof (value as Text).key === 'string';

/** An example of the details that a refusal answers with. */
export const problemExample = (write: Say): Json => ({
  type: 'about:blank',
  title: write('platform.errors.invalid'),
  status: 422,
  errors: [{ field: 'wasteItems[0].weightGrams', message: write('sections.api.grams') }],
});
