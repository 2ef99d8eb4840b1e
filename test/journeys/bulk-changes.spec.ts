import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OperationClaims } from '../../src/operations/operation.claims.js';
import { OperationsJobs } from '../../src/operations/operations.jobs.js';
import { BulkSteps } from '../../src/settings/bulk-change.steps.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { until } from '../support/mail-server.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const PORTAL = '/admin/settings/customer-portal';
const JOBS = `${PORTAL}/sections/jobs/apply`;
const WORDS = 'Apply to all existing customers';

interface Row {
  readonly name: string;
  readonly allowed: boolean;
  readonly set_by: string;
  readonly at: string;
}

/** Changing one section for all existing customers: what is asked before, what is done, and taking it back. */
describe('a change for all existing customers', () => {
  let portico: TestPortico;
  let scene: Scene;
  let maya: Person;
  let ann: Person;
  let acme: string;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    for (const name of ['Birch', 'Cedar', 'Dogwood', 'Elm']) await scene.customer(name.toUpperCase(), name);
    maya = await scene.staff();
    ann = await scene.portalUser('ACME', 'ann@acme.example');
  }, 60_000);
  afterAll(() => portico.close());

  /** Everybody sees jobs, by the defaults, and nothing was changed in bulk. */
  beforeEach(async () => {
    await portico.sql(`delete from customers where reference like 'NEW%'`);
    await portico.sql('delete from bulk_change_customers');
    await portico.sql('delete from bulk_changes');
    await portico.sql('delete from operations');
    await portico.sql(`update permission_settings set on_for_new = true`);
    await portico.sql(
      `insert into customer_permissions (customer_id, permission, allowed, set_by)
       values ($1, 'jobs', true, 'default') on conflict do nothing`,
      [acme],
    );
    await portico.sql(
      `update customer_permissions set allowed = true, set_by = 'default', set_at = '2026-01-02 03:04:05.678901+00'`,
    );
  });

  const rows = (permission = 'jobs') =>
    portico.sql<Row>(
      `select c.name, p.allowed, p.set_by, p.set_at::text as at
       from customers c join customer_permissions p on p.customer_id = c.id and p.permission = $1 order by c.name`,
      [permission],
    );
  const seeing = async () => (await rows()).filter(({ allowed }) => allowed).map(({ name }) => name);
  const byHand = (on: boolean, reference: string) =>
    scene.api('PATCH', `customers/${reference}/portal-access`, { sections: { jobs: on } });
  const apply = (value: boolean, overwrite = false) =>
    scene.api('POST', 'portal-settings/sections/jobs/apply', { value, overwrite });
  const state = async (id: unknown) => (await scene.api('GET', `operations/${String(id)}`)).body;
  const ended = () =>
    portico.sql<{ action: string; after: object }>(
      `select action, after from audit_lines where subject_kind = 'bulk-change' order by at`,
    );
  const arrow = () => maya.seen.$(`a[href^="${JOBS}"]`);
  const open = () => maya.open(PORTAL);
  const switchDefault = async (on: boolean) => {
    await open();
    const others = maya.seen
      .$('input[name=default][checked]')
      .toArray()
      .map((box) => String(maya.seen.$(box).attr('value')))
      .filter((key) => key !== 'jobs');
    await maya.submit(PORTAL, { default: on ? [...others, 'jobs'] : others });
  };

  describe('on the page', () => {
    it('is offered beside a default that an existing customer has otherwise, and only there', async () => {
      await open();
      expect(maya.seen.text).not.toContain(WORDS);
      await switchDefault(false);
      expect(maya.seen.text).toContain('New customers will not see Jobs. 5 existing customers still do.');
      expect(maya.seen.$('.apply-to-all a')).toHaveLength(1);
      expect(arrow().text()).toContain(WORDS);
      await byHand(false, 'ACME');
      await open();
      expect(arrow().attr('href')).toBe(`${JOBS}?value=off`);
    });

    it('says before how many change and how many were set by hand, and what became of them after', async () => {
      await byHand(false, 'BIRCH');
      await byHand(true, 'BIRCH');
      await maya.open(`${JOBS}?value=off`);
      expect(maya.seen.$('h1').text()).toBe('Hide Jobs from existing customers');
      expect(maya.seen.text).toContain('5 existing customers see Jobs now.');
      expect(maya.seen.text).toContain('Of these, 1 was set by hand.');
      expect(maya.seen.text).toContain('Keep what was set by hand: 4 customers change');
      expect(maya.seen.text).toContain('Change these as well: 5 customers change');
      expect(await seeing()).toHaveLength(5);
      expect((await ann.open('/portal/jobs')).status).toBe(200);
      const before = (await ended()).length;

      await maya.submit(JOBS);
      expect((await ann.open('/portal/jobs')).status).toBe(404);
      expect(maya.seen.text).toContain('Finished: 4 of 4 done.');
      expect(maya.seen.text).toContain('Jobs is now hidden from 4 customers that had it.');
      expect(maya.seen.text).toContain('1 customer had been set by hand and keeps that.');
      expect(await seeing()).toEqual(['Birch']);
      expect((await ended()).slice(before)).toEqual([
        {
          action: 'bulk-change.ended',
          after: {
            permission: 'jobs',
            value: false,
            overwrite: false,
            changed: 4,
            overwritten: 0,
            kept: 1,
            state: 'done',
          },
        },
      ]);
      // It saved the default, too, and the arrow stays while one customer has it otherwise.
      await open();
      expect(arrow().attr('href')).toBe(`${JOBS}?value=off`);
      expect(maya.seen.$('#default\\.jobs').attr('checked')).toBeUndefined();
    });

    it('changes those set by hand as well when that is chosen; then nothing is left to offer', async () => {
      await byHand(false, 'BIRCH');
      await byHand(true, 'BIRCH');
      await maya.open(`${JOBS}?value=off`);
      await maya.submit(JOBS, { byHand: 'overwrite' });
      expect(maya.seen.text).toContain('1 of them had been set by hand.');
      expect(await seeing()).toEqual([]);
      await open();
      expect(maya.seen.text).not.toContain(WORDS);
    });

    it('is taken back after a page that says so: those changed by hand meanwhile win, and are listed', async () => {
      await byHand(false, 'BIRCH');
      const before = await rows();
      await maya.open(`${JOBS}?value=off`);
      await maya.submit(JOBS, {});
      const operation = maya.seen.path;
      await byHand(true, 'CEDAR');
      await byHand(true, 'DOGWOOD');
      await byHand(false, 'DOGWOOD');
      const moved = (await rows()).filter(({ set_by, name }) => set_by === 'hand' && name !== 'Birch');
      await maya.open(`${operation}/undo`);
      expect(maya.seen.text).toContain('Jobs will be on again for 2 customers.');
      expect(maya.seen.text).toContain('2 customers were changed by hand since.');
      await maya.submit(`${operation}/undo`);
      expect(maya.seen.path).toBe(operation);
      expect(maya.seen.text).toContain('Jobs is as it was before for 2 customers.');
      expect(maya.seen.text).toContain('2 customers were changed by hand meanwhile and keep that.');
      expect(
        maya.seen
          .$('#progress li a')
          .toArray()
          .map((link) => maya.seen.$(link).text()),
      ).toEqual(['Cedar', 'Dogwood']);
      expect(maya.seen.$('a[href$="/undo"]')).toHaveLength(0);
      const after = await rows();
      expect(after.filter(({ name }) => ['Acme Ltd', 'Birch', 'Elm'].includes(name))).toEqual(
        before.filter(({ name }) => ['Acme Ltd', 'Birch', 'Elm'].includes(name)),
      );
      expect(after.filter(({ name }) => ['Cedar', 'Dogwood'].includes(name))).toEqual(moved);
      expect((await ann.open('/portal/jobs')).status).toBe(200);
      const [setting] = await portico.sql(
        `select on_for_new from permission_settings where permission = 'jobs'`,
      );
      expect(setting).toEqual({ on_for_new: true });
    });

    it('is for those who may change settings, by a form with its token', async () => {
      const office = await scene.staff('office');
      expect((await office.open(`${JOBS}?value=off`)).status).toBe(403);
      expect((await maya.open(`${PORTAL}/sections/nonsense/apply`)).status).toBe(404);
      await maya.open(`${JOBS}?value=off`);
      const token = String(maya.seen.$('input[name=_csrf]').first().val());
      const send = (fields: Record<string, string>) =>
        maya.request('POST', JOBS, new URLSearchParams(fields));
      expect((await send({ value: 'off' })).status).toBe(403);
      expect((await send({ _csrf: token, value: 'maybe' })).status).toBe(400);
      expect((await send({ _csrf: token, value: 'off', byHand: 'perhaps' })).status).toBe(400);
      expect(await seeing()).toHaveLength(5);
    });
  });

  describe('by a system', () => {
    it('is answered by long work to follow, which can be taken back once', async () => {
      const { status, body } = await apply(false);
      expect([status, body]).toEqual([202, { id: body['id'], state: 'done', done: 5, total: 5 }]);
      expect(await state(body['id'])).toEqual(body);
      expect(await seeing()).toEqual([]);
      // It leaves what new customers begin with.
      const settings = (await scene.api('GET', 'portal-settings')).body as unknown as Settings;
      expect(settings.sections.jobs.default).toBe(true);
      const undone = await scene.api('POST', `operations/${String(body['id'])}/undo`);
      expect([undone.status, undone.body]).toEqual([202, { ...body, state: 'undone' }]);
      expect(await rows()).toEqual(
        ['Acme Ltd', 'Birch', 'Cedar', 'Dogwood', 'Elm'].map((name) => ({
          name,
          allowed: true,
          set_by: 'default',
          at: '2026-01-02 03:04:05.678901+00',
        })),
      );
      const again = await scene.api('POST', `operations/${String(body['id'])}/undo`);
      expect([again.status, again.body['state']]).toEqual([202, 'undone']);
    });

    it('refuses what it does not know, changing nothing', async () => {
      const post = (body: object, permission = 'jobs') =>
        scene.api('POST', `portal-settings/sections/${permission}/apply`, body);
      expect((await post({ value: true }, 'nonsense')).status).toBe(404);
      const wrong = await post({ value: 'no', overwrite: 1, force: true });
      expect(wrong.status).toBe(422);
      expect((wrong.body['errors'] as { field: string }[]).map(({ field }) => field).sort()).toEqual([
        'force',
        'overwrite',
        'value',
      ]);
      expect((await post({})).status).toBe(422);
      expect((await post([])).status).toBe(422);
      expect((await scene.api('POST', `operations/${acme}/undo`)).status).toBe(404);
      expect(await portico.sql('select from operations')).toEqual([]);
    });

    it('gives a section to customers that had no row for it, and takes the row away again', async () => {
      await portico.sql(`delete from customer_permissions where permission = 'jobs' and customer_id = $1`, [
        acme,
      ]);
      const before = await rows();
      const { body } = await apply(true);
      expect(body).toMatchObject({ state: 'done', done: 1, total: 1 });
      expect((await rows())[0]).toMatchObject({ name: 'Acme Ltd', allowed: true, set_by: 'bulk' });
      await scene.api('POST', `operations/${String(body['id'])}/undo`);
      expect(await rows()).toEqual(before);
    });

    it('is taken back one after the other in any order', async () => {
      const before = await rows();
      const first = (await apply(false)).body['id'];
      await byHand(true, 'ELM');
      const second = (await apply(true)).body['id'];
      await scene.api('POST', `operations/${String(first)}/undo`);
      expect(await seeing()).toHaveLength(5);
      await scene.api('POST', `operations/${String(second)}/undo`);
      const others = (list: Row[]) => list.filter(({ name }) => name !== 'Elm');
      expect(others(await rows())).toEqual(others(before));
      expect((await rows()).at(-1)).toMatchObject({ name: 'Elm', allowed: true, set_by: 'hand' });
    });
  });

  describe('when there are many customers', () => {
    const MANY = 12_000;
    beforeAll(() =>
      portico.sql(
        `insert into customers (id, reference, name)
         select gen_random_uuid(), 'MANY' || n, 'Many ' || n from generate_series(1, ${MANY}) n`,
      ),
    );
    afterAll(() => portico.sql(`delete from customers where reference like 'MANY%'`));
    const over = (id: unknown, wanted = 'done') =>
      until('it to end', async () => (await state(id))['state'] === wanted || undefined);
    const counted = async () =>
      (
        await portico.sql<{ allowed: boolean; set_by: string; count: number }>(
          `select allowed, set_by, count(*)::int from customer_permissions where permission = 'jobs' group by 1, 2`,
        )
      ).map(({ allowed, set_by, count }) => [allowed, set_by, count]);

    it('is done by a worker, and taken back by one', async () => {
      const { body } = await apply(false);
      expect(['queued', 'running']).toContain(body['state']);
      await over(body['id']);
      expect(await counted()).toEqual([[false, 'bulk', MANY + 5]]);
      const back = await scene.api('POST', `operations/${String(body['id'])}/undo`);
      expect(back.status).toBe(202);
      await over(body['id'], 'undone');
      expect(await counted()).toEqual([[true, 'default', MANY + 5]]);
      expect(await portico.sql('select from bulk_change_customers')).toEqual([]);
    });

    /** Begun, and taken up by a worker of this test's own: it does one part, then `midway` happens within the next. */
    async function withWorker(midway: (id: string) => Promise<void>): Promise<string> {
      const jobs = portico.app.get(OperationsJobs, { strict: false });
      const claims = portico.app.get(OperationClaims, { strict: false });
      const usual = jobs.nowOrLater;
      jobs.nowOrLater = () => Promise.resolve();
      const id = String((await apply(false)).body['id']);
      jobs.nowOrLater = usual;
      const mine = await claims.claim(id);
      if (!mine) throw new Error('Somebody else has taken it up.');
      let parts = 0;
      const work = portico.app.get(BulkSteps, { strict: false }).apply(id, async (done, manager) => {
        if (++parts === 2) await midway(id);
        await claims.progress(mine, done, manager);
      });
      await expect(work).rejects.toThrow();
      return id;
    }

    it('goes on where a worker that was killed had come to, exactly', async () => {
      const id = await withWorker(() => Promise.reject(new Error('The power went.')));
      expect(await state(id)).toMatchObject({ state: 'running', done: 5000, total: MANY + 5 });
      expect(await counted()).toEqual(
        expect.arrayContaining([
          [false, 'bulk', 5000],
          [true, 'default', MANY - 4995],
        ]),
      );
      await portico.sql(`update operations set lease_until = now() - interval '1 second'`);
      await portico.app.get(OperationsJobs, { strict: false }).feedDue();
      await over(id);
      expect(await state(id)).toEqual({ id, state: 'done', done: MANY + 5, total: MANY + 5 });
      expect(await counted()).toEqual([[false, 'bulk', MANY + 5]]);
      expect(await portico.sql('select from bulk_change_customers')).toHaveLength(MANY + 5);
    });

    it('is stopped between its parts, with its line, and what was done is taken back', async () => {
      const id = await withWorker(async (operation) => {
        await maya.open(`/admin/operations/${operation}`);
        await maya.submit(`/admin/operations/${operation}/cancellation`);
      });
      expect(maya.seen.text).toContain('It was stopped after 5,000 of 12,005. What was done stays.');
      expect(await counted()).toEqual(expect.arrayContaining([[false, 'bulk', 5000]]));
      expect((await ended()).at(-1)).toMatchObject({ after: { changed: 5000, state: 'cancelled' } });
      await maya.open(`/admin/operations/${id}/undo`);
      await maya.submit(`/admin/operations/${id}/undo`);
      await over(id, 'undone');
      expect(await counted()).toEqual([[true, 'default', MANY + 5]]);
    });

    it('lets what is saved by hand meanwhile stand, and customers that come meanwhile begin as new ones', async () => {
      const { body } = await apply(false, true);
      const saving = ['ACME', 'BIRCH', 'CEDAR'].map((reference) => byHand(false, reference));
      const coming = [1, 2, 3].map((n) => scene.put(`customers/NEW${n}`, { name: `New ${n}` }));
      await Promise.all([...saving, ...coming]);
      await over(body['id']);
      await Promise.all(['ACME', 'BIRCH'].map((reference) => byHand(true, reference)));
      expect(await seeing()).toEqual(['Acme Ltd', 'Birch', 'New 1', 'New 2', 'New 3']);
      await scene.api('POST', `operations/${String(body['id'])}/undo`);
      await over(body['id'], 'undone');
      expect(await counted()).toEqual(expect.arrayContaining([[true, 'hand', 2]]));
    });

    it('is one at a time for each section, also when two people ask in the same moment', async () => {
      const [one, two, other] = await Promise.all([apply(false), apply(false), apply(false, true)]);
      const accepted = [one, two, other].filter(({ status }) => status === 202);
      const ids = new Set(accepted.map(({ body }) => body['id']));
      // The same wish twice is one; whoever wants it otherwise is told to wait.
      expect([ids.size, [one, two, other].some(({ status }) => status === 409)]).toEqual([1, true]);
      const [id] = ids;
      expect((await apply(true)).status).toBe(409);
      expect((await scene.api('POST', `operations/${String(id)}/undo`)).status).toBe(409);
      await maya.open(`${JOBS}?value=on`);
      await maya.submit(JOBS);
      expect([maya.seen.status, maya.seen.text]).toEqual([409, expect.stringContaining('right now')]);
      await over(id);
      expect(await counted()).toEqual([[false, 'bulk', MANY + 5]]);
    });
  });
});

interface Settings {
  readonly sections: Readonly<Record<'jobs', { readonly default: boolean }>>;
}
