import { isObject, misfits, resolve, type Json } from './schema.rules.js';

const TYPES = ['string', 'integer', 'number', 'boolean', 'object', 'array', 'null'];
const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

/** Where a document is no OpenAPI 3.1: what tools that read it would stumble over. */
export function documentFaults(document: Json): string[] {
  const info = document['info'];
  const top = [
    ...(/^3\.1\.\d+$/.test(String(document['openapi'])) ? [] : ['it is no OpenAPI 3.1']),
    ...(isObject(info) && info['title'] && info['version'] ? [] : ['info lacks title or version']),
    ...(isObject(document['paths']) ? [] : ['there are no paths']),
  ];
  const operations = operationsOf(document);
  const ids = operations.map(({ operation }) => operation['operationId']);
  const twice = ids
    .filter((id, index) => ids.indexOf(id) !== index)
    .map((id) => `operationId ${id} stands twice`);
  return [
    ...top,
    ...twice,
    ...operations.flatMap(({ name, path, operation }) => operationFaults(document, name, path, operation)),
    ...referenceFaults(document, document),
    ...Object.entries(schemasOf(document)).flatMap(([name, schema]) => schemaFaults(schema, name)),
  ];
}

/** Every operation with its name, such as `GET /api/v1/sites/{reference}`. */
export function operationsOf(document: Json): { name: string; path: string; operation: Json }[] {
  return Object.entries((document['paths'] ?? {}) as Json).flatMap(([path, methods]) =>
    Object.entries(methods as Json).map(([method, operation]) => ({
      name: `${METHODS.includes(method) ? method.toUpperCase() : `unknown ${method}`} ${path}`,
      path,
      operation: operation as Json,
    })),
  );
}

export const schemasOf = (document: Json): Json => (resolve(document, '#/components/schemas') ?? {}) as Json;

function operationFaults(document: Json, name: string, path: string, operation: Json): string[] {
  const parameters = (operation['parameters'] ?? []) as Json[];
  const inPath = parameters.filter((one) => one['in'] === 'path').map((one) => String(one['name']));
  const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, place = '']) => place);
  const responses = (operation['responses'] ?? {}) as Json;
  const schemes = (resolve(document, '#/components/securitySchemes') ?? {}) as Json;
  const security = ((operation['security'] ?? []) as Json[]).flatMap((one) => Object.entries(one));
  return [
    ...(path.startsWith('/') ? [] : ['the path does not begin with /']),
    ...(operation['operationId'] ? [] : ['it has no operationId']),
    ...(operation['summary'] ? [] : ['it does not say what it does']),
    ...(inPath.sort().join() === places.sort().join()
      ? []
      : [`its places are not its parameters: ${inPath}`]),
    ...parameters
      .filter((one) => one['in'] === 'path' && one['required'] !== true)
      .map(() => 'a place is not required'),
    ...parameters.filter((one) => !one['schema']).map((one) => `the parameter ${one['name']} has no schema`),
    ...parameters.flatMap((one) => schemaFaults(one['schema'], String(one['name']))),
    ...(Object.keys(responses).some((status) => /^2\d\d$/.test(status)) ? [] : ['it has no good answer']),
    ...Object.entries(responses).flatMap(([status, response]) => responseFaults(document, status, response)),
    ...(security.length > 0 ? [] : ['it asks for no key']),
    ...security
      .filter(([scheme]) => !schemes[scheme])
      .map(([scheme]) => `there is no security scheme ${scheme}`),
    ...security
      .filter(([, needs]) => !(needs as string[])[0])
      .map(() => 'it does not say what the key needs'),
    ...bodyFaults(document, operation['requestBody']),
  ].map((fault) => `${name}: ${fault}`);
}

function responseFaults(document: Json, status: string, response: unknown): string[] {
  const found =
    isObject(response) && response['$ref'] ? resolve(document, String(response['$ref'])) : response;
  if (!isObject(found)) return [`${status} stands for nothing`];
  return [
    ...(found['description'] ? [] : [`${status} has no description`]),
    ...bodyFaults(document, found, status),
  ];
}

function bodyFaults(document: Json, carrier: unknown, name = 'the body'): string[] {
  const content = isObject(carrier) ? carrier['content'] : undefined;
  if (!isObject(content)) return carrier && name === 'the body' ? ['the body has no content'] : [];
  return Object.entries(content).flatMap(([type, media]) => {
    const { schema, example } = media as Json;
    if (!/^[a-z]+\/[\w.+-]+$/.test(type)) return [`${type} is no media type`];
    if (!schema) return [`${name} has no schema`];
    const wrong = example === undefined ? [] : misfits(document, schema as Json, example, 'example');
    return [...schemaFaults(schema, name), ...wrong.map((fault) => `${name}: ${fault}`)];
  });
}

function referenceFaults(document: Json, part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap((one) => referenceFaults(document, one));
  if (!isObject(part)) return [];
  const { $ref } = part;
  const dead =
    typeof $ref === 'string' && resolve(document, $ref) === undefined ? [`${$ref} stands for nothing`] : [];
  return [...dead, ...Object.values(part).flatMap((inner) => referenceFaults(document, inner))];
}

/** Where a schema says something that no JSON Schema may say. */
export function schemaFaults(schema: unknown, at: string): string[] {
  if (!isObject(schema)) return [`${at} is no schema`];
  const types = [schema['type'] ?? []].flat() as string[];
  const properties = (schema['properties'] ?? {}) as Json;
  const required = (schema['required'] ?? []) as string[];
  const inner = ['anyOf', 'allOf'].flatMap((name) => (schema[name] ?? []) as unknown[]);
  const empty = Array.isArray(schema['enum']) && schema['enum'].length === 0;
  return [
    ...types.filter((type) => !TYPES.includes(type)).map((type) => `${at}: ${type} is no type`),
    ...(types.length === 0 && !schema['$ref'] && inner.length === 0 ? [`${at} has no type`] : []),
    ...(empty ? [`${at}: no choice at all`] : []),
    ...(types.includes('array') && !schema['items'] ? [`${at}: a list of nothing`] : []),
    ...required.filter((name) => !(name in properties)).map((name) => `${at}: ${name} is needed and unknown`),
    ...['title', 'description']
      .filter((name) => schema[name] !== undefined && typeof schema[name] !== 'string')
      .map((name) => `${at}: its ${name} is not written out`),
    ...Object.entries(properties).flatMap(([name, one]) => schemaFaults(one, `${at}.${name}`)),
    ...inner.flatMap((one) => schemaFaults(one, at)),
    ...(schema['items'] ? schemaFaults(schema['items'], `${at}[]`) : []),
  ];
}
