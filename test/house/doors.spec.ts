import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeclaredRoutes, type DeclaredRoute } from '../../src/access/declared-routes.js';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { ApiKeys } from '../../src/identity/api-keys.service.js';
import { newId } from '../../src/platform/ids.js';
import { isPointer, type FieldKind } from '../../src/sections/engine/field.js';
import { RECORD_KINDS, SECTIONS } from '../../src/sections/sections.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { Person } from '../support/person.js';
import { sampleBody } from '../support/sample-records.js';
import { Scene } from '../support/scene.js';
import { faultAt, unknownTaken } from './isolation/api-references.js';
import { CALLERS, lacking, misdeclared, openDoors, unknownOpened, type Caller } from './isolation/doors.js';
import { OpenDoors } from './isolation/holes.js';

/** What the stranger has of each kind. */
const FOREIGN: Readonly<Partial<Record<FieldKind, string>>> = {
  site: 'STRANGER-1',
  job: 'STRANGER-J',
  order: 'STRANGER-O',
  document: 'STRANGER-D',
};
const isHole = ({ handler }: DeclaredRoute) => handler.startsWith(OpenDoors.name);

describe('every door', () => {
  let portico: TestPortico;
  let scene: Scene;
  let routes: DeclaredRoute[];
  let holes: DeclaredRoute[];
  let alice: Caller;
  let ruth: Caller;

  beforeAll(async () => {
    portico = await startPortico({}, true, [OpenDoors]);
    scene = new Scene(portico);
    await scene.openPortal();
    for (const customer of ['ACME', 'STRANGER']) {
      await scene.customer(customer, customer);
      await scene.put(`sites/${customer}-1`, { customer, name: `Site of ${customer}` });
      await scene.put(`orders/${customer}-O`, { customer, date: '2026-03-04' });
      await scene.put(`jobs/${customer}-J`, { customer, site: `${customer}-1`, date: '2026-03-04' });
      const paper = { customer, name: 'Paper', type: 'certificate', date: '2026-03-04' };
      await scene.put(`documents/${customer}-D`, paper);
    }
    const all = portico.app.get(DeclaredRoutes).all();
    routes = all.filter((route) => !isHole(route));
    holes = all.filter(isHole);
    alice = {
      name: 'a customer’s person',
      person: await scene.portalUser('ACME', 'alice@acme.test'),
      formAt: '/portal/exports',
      mustBeTold: CALLERS.customer,
    };
    ruth = {
      name: 'the administrator',
      person: await scene.staff('administrator'),
      formAt: '/admin/exports',
      mustBeTold: CALLERS.staff,
    };
  });
  afterAll(() => portico.close());

  const visitor = (): Caller => ({
    name: 'a visitor',
    person: new Person(portico.url),
    mustBeTold: CALLERS.visitor,
  });

  it('of staff does not exist for customers’ people, and theirs is closed to staff', async () => {
    expect(misdeclared(routes)).toEqual([]);
    expect(await openDoors(routes, alice)).toEqual([]);
    expect(await openDoors(routes, ruth)).toEqual([]);
  }, 120_000);

  it('leads a visitor to the sign-in', async () => {
    expect(await openDoors(routes, visitor())).toEqual([]);
  });

  it('of staff asks for what their role group holds', async () => {
    const held = new Set(['records.read']);
    await portico.sql(
      `insert into role_groups (id, key, name, kind, permissions) values ($1, 'readers', 'Readers', 'staff', $2)`,
      [newId(), [...held]],
    );
    const person = await scene.staff('office');
    await portico.sql(
      `update login_role_groups set role_group_id = (select id from role_groups where key = 'readers')
       where role_group_id = (select id from role_groups where key = 'office')`,
    );
    const reader = { name: 'a reader', person, formAt: '/admin/exports', mustBeTold: lacking(held) };
    expect(await openDoors(routes, reader)).toEqual([]);
    expect(routes.filter((route) => lacking(held)(route)).length).toBeGreaterThan(20);
  });

  it('with a place for an id knows nobody’s: no page fails, none says more', async () => {
    const of = (who: string) => routes.filter(({ declaration }) => declaration?.who === who);
    expect(await unknownOpened(of('staff'), ruth)).toEqual([]);
    expect(await unknownOpened(of('portal'), alice)).toEqual([]);
    const stranger = { ...visitor(), formAt: '/sign-in' };
    expect(await unknownOpened([...of('visitor'), ...of('anyone')], stranger)).toEqual([]);
  }, 120_000);

  it('of the API asks for what the key holds', async () => {
    await portico.sql(
      `insert into role_groups (id, key, name, kind) values ($1, 'nothing', 'Nothing at all', 'staff')`,
      [newId()],
    );
    const key = await portico.app.get(ApiKeys).make(SYSTEM, 'powerless', 'nothing');
    for (const { method, path } of routes.filter(({ declaration }) => declaration?.who === 'api')) {
      const { status, headers } = await fetch(`${portico.url}${path.replaceAll(/:[^/]+/g, 'ACME')}`, {
        method,
        headers: { authorization: `Bearer ${key}` },
      });
      expect([method, path, status, headers.get('content-type')]).toEqual([
        method,
        path,
        403,
        expect.stringContaining('application/problem+json'),
      ]);
    }
  });

  it('of the API turns a reference or an id away that nobody has, and changes nothing', async () => {
    const lines = () => portico.sql('select count(*) from audit_lines');
    const before = await lines();
    const api = routes.filter(({ path }) => path.startsWith('/api/v1/'));
    expect(api.length).toBeGreaterThan(SECTIONS.length * 5);
    expect(await unknownTaken(api, (...asked) => scene.api(...asked))).toEqual([]);
    expect(await lines()).toEqual(before);
  }, 120_000);

  describe.each(RECORD_KINDS.map((kind) => [kind.collection, kind] as const))(
    'of %s',
    (collection, record) => {
      const pointers = record.fields.filter(({ kind }) => isPointer(kind));
      const pointing = (kind: FieldKind, reference: string) => ({
        ...sampleBody(record, { customer: 'ACME', token: 'x', turn: 0, fileTypes: ['certificate'] }),
        [kind]: reference,
      });

      it.each(pointers.map(({ kind }) => kind))('takes no unknown %s', async (kind) => {
        const answer = await scene.put(`${collection}/NEW`, pointing(kind, 'NOBODY'));
        expect([answer.status, faultAt(answer, kind)]).toEqual([422, expect.stringContaining('NOBODY')]);
        expect((await scene.api('GET', `${collection}/NEW`)).status).toBe(404);
      });

      const own = pointers.filter(({ kind }) => kind !== 'customer').map(({ kind }) => kind);
      if (own.length === 0) return;
      it.each(own)('takes no %s of another customer, by itself or in a batch', async (kind) => {
        const foreign = pointing(kind, FOREIGN[kind] as string);
        const answer = await scene.put(`${collection}/NEW`, foreign);
        expect([answer.status, faultAt(answer, kind)]).toEqual([422, expect.stringContaining('STRANGER')]);
        const line = JSON.stringify({ reference: 'NEW', ...foreign });
        const batch = await scene.api('POST', `${collection}/batch`, line, {
          'content-type': 'application/x-ndjson',
        });
        expect(JSON.parse(String(batch.body['text']))).toMatchObject({
          result: 'refused',
          errors: [{ field: kind }],
        });
        expect((await scene.api('GET', `${collection}/NEW`)).status).toBe(404);
      });
    },
  );

  describe('that stands open', () => {
    it('is found', async () => {
      expect(misdeclared(holes)).toEqual([
        'GET /admin/open-door is for signed-in',
        'GET /portal/open-door is for signed-in',
      ]);
      const asStaffs = holes.map((hole): DeclaredRoute => ({
        ...hole,
        declaration: { who: 'staff', permission: undefined },
      }));
      expect(await openDoors(asStaffs, alice)).toEqual([
        'GET /admin/open-door tells a customer’s person 200, not 404',
        'GET /portal/open-door tells a customer’s person 200, not 404',
      ]);
      const asPortals = holes.map((hole): DeclaredRoute => ({
        ...hole,
        declaration: { who: 'portal', permissions: [] },
      }));
      expect(await openDoors(asPortals, ruth)).toHaveLength(3);
    });

    it('to unknown references is found', async () => {
      const taken = { ...(holes[0] as DeclaredRoute), method: 'PATCH', path: '/api/v1/:reference' };
      expect(
        await unknownTaken([taken], async () => ({ status: 200, headers: new Headers(), body: {} })),
      ).toHaveLength(3);
    });
  });
});
