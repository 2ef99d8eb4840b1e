import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeclaredRoutes, type DeclaredRoute } from '../../src/access/declared-routes.js';
import { RECORD_KINDS } from '../../src/admin/api-docs/api.groups.js';
import { templated } from '../../src/admin/api-docs/openapi.js';
import { exampleBody, exampleReference } from '../../src/admin/api-docs/record.examples.js';
import { schemaName } from '../../src/admin/api-docs/record.schemas.js';
import { newId } from '../../src/platform/ids.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { until } from '../support/mail-server.js';
import { Person } from '../support/person.js';
import { Scene, type Answered } from '../support/scene.js';
import { documentFaults, operationsOf, schemasOf } from './openapi.rules.js';
import { misfits, type Json } from './schema.rules.js';

describe('the document of the API', () => {
  let portico: TestPortico;
  let scene: Scene;
  let document: Json;
  let routes: DeclaredRoute[];

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    const response = await fetch(`${portico.url}/api/openapi.json`);
    expect(response.headers.get('content-type')).toContain('application/json');
    document = (await response.json()) as Json;
    routes = portico.app.get(DeclaredRoutes).all();
  });
  afterAll(() => portico.close());

  const schema = (name: string) => schemasOf(document)[name] as Json;
  const fits = (name: string, answer: Answered) => misfits(document, schema(name), answer.body, name);

  it('holds every route of the API, and no other', () => {
    const inDocument = operationsOf(document).map(({ name }) => name);
    const inHouse = routes
      .filter(({ path }) => path.startsWith('/api/v1'))
      .map(({ method, path }) => `${method} ${templated(path)}`);
    expect(inDocument.sort()).toEqual(inHouse.sort());
  });

  it('says of each what the guard asks for', () => {
    for (const { name, operation } of operationsOf(document)) {
      const route = routes.find(({ method, path }) => `${method} ${templated(path)}` === name);
      expect([name, operation['security']]).toEqual([
        name,
        [{ key: [route?.declaration?.who === 'api' && route.declaration.permission] }],
      ]);
    }
  });

  it('is OpenAPI 3.1: references, places, types and examples hold', () => {
    expect(documentFaults(document)).toEqual([]);
  });

  it('gives examples that the API takes, and says what it answers', async () => {
    for (const kind of RECORD_KINDS) {
      const [name, body] = [schemaName(kind), exampleBody(kind)];
      const path = `${kind.collection}/${encodeURIComponent(exampleReference(kind))}`;
      const made = await scene.put(path, body);
      expect([kind.collection, made.status, made.body['errors']]).toEqual([kind.collection, 201, undefined]);
      expect(misfits(document, schema(`${name}Body`), body, 'body')).toEqual([]);
      expect(fits(name, made)).toEqual([]);
      expect(made.headers.get('etag')).toBe('"1"');
      const bare = Object.fromEntries(
        Object.entries(body).filter(([key]) => (schema(`${name}Body`)['required'] as string[]).includes(key)),
      );
      const least = await scene.put(`${kind.collection}/LEAST`, bare);
      expect([kind.collection, least.status, fits(name, least)]).toEqual([kind.collection, 201, []]);
      await scene.api('DELETE', `${kind.collection}/LEAST`);
      // A change is shown once every transaction before it is over, whoever else uses the same Postgres.
      const page = await until(`both ${kind.collection}`, async () => {
        const answer = await scene.api('GET', `${kind.collection}?updatedSince=2000-01-01T00:00:00Z`);
        return (answer.body['items'] as unknown[]).length === 2 ? answer : undefined;
      });
      expect(fits(`${name}Page`, page)).toEqual([]);
    }
  });

  it('says what the other routes answer', async () => {
    expect(fits('PortalSettings', await scene.api('GET', 'portal-settings'))).toEqual([]);
    expect(fits('PortalAccess', await scene.api('GET', 'customers/ACME/portal-access'))).toEqual([]);
    expect(fits('AutoPay', await scene.api('GET', 'customers/ACME/auto-pay'))).toEqual([]);
    await portico.sql('update customers set portal_enabled = true');
    const made = operationsOf(document).find(({ name }) => name === 'POST /api/v1/portal-users')?.operation;
    const content = (made?.['requestBody'] as { content: Record<string, { example: object }> }).content;
    const added = await scene.api('POST', 'portal-users', content['application/json']?.example);
    expect([added.status, fits('PortalUser', added)]).toEqual([201, []]);
    const path = `portal-users/${String(added.body['id'])}`;
    expect(fits('PortalUser', await scene.api('GET', path))).toEqual([]);
    expect(fits('PortalUserAccess', await scene.api('GET', `${path}/access`))).toEqual([]);
    const invited = await scene.api('POST', `${path}/invitations`, {});
    expect([invited.status, fits('PortalUser', invited)]).toEqual([201, []]);
    const id = newId();
    await portico.sql(
      `insert into operations (id, kind, title, href, total) values ($1, 'none', '{"key": "x"}', '/', 3)`,
      [id],
    );
    expect(fits('Operation', await scene.api('GET', `operations/${id}`))).toEqual([]);
    const file = `documents/${encodeURIComponent('WTN-2026-0042')}/file`;
    const sent = await scene.api('PUT', file, '%PDF-1.4\n%%EOF\n', { 'content-type': 'application/pdf' });
    expect([sent.status, fits('DocumentWithFile', sent)]).toEqual([201, []]);
    const refused = await scene.put('jobs/BAD', { colour: 'red' });
    expect([refused.status, fits('Problem', refused)]).toEqual([422, []]);
  });

  it('stands on a page that anybody can read, with every route, every property and how to get a key', async () => {
    const { status, $, text } = await new Person(portico.url).open('/api/docs');
    expect(status).toBe(200);
    expect($('a[href="/api/openapi.json"]').length).toBeGreaterThan(0);
    expect(text).toContain('portico -- api-key --name');
    for (const { name } of operationsOf(document)) expect(text).toContain(name);
    for (const kind of RECORD_KINDS)
      for (const property of Object.keys(schema(`${schemaName(kind)}Body`)['properties'] as Json))
        expect($(`#${kind.collection}`).text()).toContain(property);
    for (const href of $('a[href^="#"]')
      .toArray()
      .map((link) => $(link).attr('href') ?? ''))
      if (href !== '#main') expect([href, $(href).length]).toEqual([href, 1]);
    expect($('script:not([src]), style, [src^="http"], link[href^="http"]').length).toBe(0);
  });
});

describe('the rules find', () => {
  const good = {
    openapi: '3.1.0',
    info: { title: 'x', version: '1' },
    components: {
      schemas: { A: { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] } },
      securitySchemes: { key: {} },
    },
    paths: {
      '/a/{id}': {
        get: {
          operationId: 'a',
          summary: 'x',
          security: [{ key: ['a.read'] }],
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: {
            '200': {
              description: 'x',
              content: {
                'application/json': { schema: { $ref: '#/components/schemas/A' }, example: { a: 1 } },
              },
            },
          },
        },
      },
    },
  };
  const broken = (from: string, to: string) =>
    documentFaults(JSON.parse(JSON.stringify(good).replace(from, to)) as Json);

  it('nothing in a good document', () => expect(documentFaults(good)).toEqual([]));

  it.each([
    ['"3.1.0"', '"3.0.3"', 'it is no OpenAPI 3.1'],
    ['{id}', '{name}', 'GET /a/{name}: its places are not its parameters: id'],
    ['"required":true,', '', 'GET /a/{id}: a place is not required'],
    ['schemas/A', 'schemas/B', '#/components/schemas/B stands for nothing'],
    ['"type":"integer"', '"type":"int"', 'A.a: int is no type'],
    ['["a"]', '["b"]', 'A: b is needed and unknown'],
    ['"a":1}', '"a":"1"}', 'GET /a/{id}: 200: example.a is no integer'],
    ['"a":1}', '"a":1,"b":2}', 'GET /a/{id}: 200: example.b is not in the document'],
    ['"200"', '"404"', 'GET /a/{id}: it has no good answer'],
    ['"description":"x",', '', 'GET /a/{id}: 200 has no description'],
    ['[{"key":["a.read"]}]', '[]', 'GET /a/{id}: it asks for no key'],
    ['["a.read"]', '[""]', 'GET /a/{id}: it does not say what the key needs'],
  ])('%s turned into %s', (from, to, fault) => {
    expect(broken(from, to)).toContain(fault);
  });
});
