import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OperationClaims } from '../../src/operations/operation.claims.js';
import { OperationsJobs } from '../../src/operations/operations.jobs.js';
import { BulkSteps } from '../../src/settings/bulk-change.steps.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { until } from '../support/mail-server.js';
import { meanwhile } from '../support/meanwhile.js';
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
      `select action, after from audit_lines where subject_kind = 'bulk-change' order by at, id`,
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
      // Only those set by hand are left: the choice that changes somebody is made already.
      await maya.open(`${JOBS}?value=off`);
      expect(maya.seen.text).toContain('Keep what was set by hand: no customer changes');
      expect(maya.seen.$('[name=byHand]:checked').attr('value')).toBe('overwrite');
    });

    it('is found again in the menu', async () => {
      const seen = await maya.open('/admin/operations');
      expect(seen.$('nav [aria-current=page]').text().trim()).toBe('Changes for many');
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

    it('where everything is so already says why nothing would change, and leads back', async () => {
      const seen = await maya.open(`${JOBS}?value=on`);
      expect(seen.$('h1').text()).toBe('Nothing would change');
      expect(seen.text).toContain('All 5 existing customers see Jobs already.');
      expect(seen.text).toContain('New customers begin with it, too.');
      expect(seen.$(`form[action="${JOBS}"]`)).toHaveLength(0);
      expect(seen.$(`.form-actions a[href="${PORTAL}"]`)).toHaveLength(1);
      await portico.sql('update permission_settings set on_for_new = false');
      await maya.open(`${JOBS}?value=on`);
      expect(maya.seen.$('h1').text()).toBe('Show Jobs to new customers');
      expect(maya.seen.text).not.toContain('0 existing customers');
    });

    it('is taken back after a page that says so: those changed by hand meanwhile win, and are listed', async () => {
      await byHand(false, 'BIRCH');
      const before = await rows();
      await maya.open(`${JOBS}?value=off`);
      await maya.submit(JOBS, {});
      const operation = maya.seen.path;
      // The way to it stands on the page of settings, for whoever may take it back.
      await open();
      await maya.open(maya.seen.$('.page-actions a').attr('href') ?? '');
      expect(maya.seen.$('tbody tr').text()).toMatch(/Hide Jobs from existing customers\s*Done/);
      expect(maya.seen.$(`tbody a[href="${operation}"]`)).toHaveLength(1);
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
    const ALL = 45;
    let jobs: OperationsJobs;
    let steps: BulkSteps;
    beforeAll(async () => {
      [jobs, steps] = [portico.app.get(OperationsJobs), portico.app.get(BulkSteps)];
      // Forty are many when ten are done at a time, and none at once.
      [jobs.atOnce, steps.customersAtATime] = [0, 10];
      await portico.sql(
        `insert into customers (id, reference, name)
         select gen_random_uuid(), 'MANY' || n, 'Many ' || n from generate_series(1, ${ALL - 5}) n`,
      );
    });
    afterAll(async () => {
      [jobs.atOnce, steps.customersAtATime] = [1000, 5000];
      await portico.sql(`delete from customers where reference like 'MANY%'`);
    });
    const over = (id: unknown, wanted = 'done') =>
      until('it to end', async () => (await state(id))['state'] === wanted || undefined);
    const counted = async () =>
      (
        await portico.sql<{ allowed: boolean; set_by: string; count: number }>(
          `select allowed, set_by, count(*)::int from customer_permissions where permission = 'jobs'
           group by 1, 2 order by 1, 2`,
        )
      ).map(({ allowed, set_by, count }) => [allowed, set_by, count]);
    /** Begins one that no worker takes up, as if all were busy. */
    async function waiting(value: boolean): Promise<string> {
      const usual = jobs.nowOrLater;
      jobs.nowOrLater = () => Promise.resolve();
      const { body } = await apply(value);
      jobs.nowOrLater = usual;
      return String(body['id']);
    }
    /** Taken up by a worker of this test's own: it does one part, then `midway` happens within the next. */
    async function withWorker(midway: (id: string) => Promise<void>): Promise<string> {
      const claims = portico.app.get(OperationClaims);
      const id = await waiting(false);
      const mine = await claims.claim(id);
      if (!mine) throw new Error('Somebody else has taken it up.');
      let parts = 0;
      const work = steps.apply(id, async (done, manager) => {
        if (++parts === 2) await midway(id);
        await claims.progress(mine, done, manager);
      });
      await expect(work).rejects.toThrow();
      return id;
    }

    it('is done by a worker, and taken back by one', async () => {
      const { body } = await apply(false);
      // A worker may have begun, or even ended, before the answer is read back.
      expect(body).toMatchObject({
        state: expect.stringMatching(/^(queued|running|done)$/) as unknown,
        total: ALL,
      });
      await over(body['id']);
      expect(await counted()).toEqual([[false, 'bulk', ALL]]);
      const back = await scene.api('POST', `operations/${String(body['id'])}/undo`);
      expect(back.status).toBe(202);
      await over(body['id'], 'undone');
      expect(await counted()).toEqual([[true, 'default', ALL]]);
      expect(await portico.sql('select from bulk_change_customers')).toEqual([]);
    });

    it('goes on where a worker that was killed had come to, exactly', async () => {
      const id = await withWorker(() => Promise.reject(new Error('The power went.')));
      expect(await state(id)).toEqual({ id, state: 'running', done: 10, total: ALL });
      expect(await counted()).toEqual([
        [false, 'bulk', 10],
        [true, 'default', ALL - 10],
      ]);
      // Whoever looks at the same change now is told that it is at work, and where to follow it.
      await maya.open('/admin/settings/customer-portal/sections/jobs/apply?value=on');
      expect(maya.seen.text).toContain('This section is being changed for all customers right now');
      expect(maya.seen.$(`main a[href="/admin/operations/${id}"]`)).toHaveLength(1);
      await portico.sql(`update operations set lease_until = now() - interval '1 second'`);
      await jobs.feedDue();
      await over(id);
      await maya.open('/admin/settings/customer-portal/sections/jobs/apply?value=on');
      expect(maya.seen.text).not.toContain('right now');
      expect(await state(id)).toEqual({ id, state: 'done', done: ALL, total: ALL });
      expect(await counted()).toEqual([[false, 'bulk', ALL]]);
      expect(await portico.sql('select from bulk_change_customers')).toHaveLength(ALL);
    });

    it('is stopped between its parts, with its lines, and what was done is taken back', async () => {
      const id = await withWorker(async (operation) => {
        await maya.open(`/admin/operations/${operation}`);
        await maya.submit(`/admin/operations/${operation}/cancellation`);
      });
      expect(maya.seen.text).toContain(`It was stopped after 10 of ${ALL}. What was done stays.`);
      expect(await counted()).toEqual([
        [false, 'bulk', 10],
        [true, 'default', ALL - 10],
      ]);
      expect((await ended()).slice(-2)).toMatchObject([
        { action: 'bulk-change.ended', after: { changed: 10, state: 'cancelled' } },
        { action: 'bulk-change.stopped' },
      ]);
      await maya.open(`/admin/operations/${id}/undo`);
      await maya.submit(`/admin/operations/${id}/undo`);
      await over(id, 'undone');
      expect(await counted()).toEqual([[true, 'default', ALL]]);
    });

    it('is one at a time for each section, also when two people ask in the same moment', async () => {
      // Nobody begins the work meanwhile, neither at once nor when the sweeper looks.
      const claims = portico.app.get(OperationClaims, { strict: false });
      const { nowOrLater } = jobs;
      const { due } = claims;
      jobs.nowOrLater = () => Promise.resolve();
      claims.due = () => Promise.resolve([]);
      const answers = await Promise.all([apply(false), apply(false), apply(false, true)]);
      jobs.nowOrLater = nowOrLater;
      const accepted = answers.filter(({ status }) => status === 202);
      const ids = [...new Set(accepted.map(({ body }) => String(body['id'])))];
      // The same wish twice is one; whoever wants it otherwise is told to wait.
      expect(ids).toHaveLength(1);
      expect(answers.some(({ status }) => status === 409)).toBe(true);
      expect((await apply(true)).status).toBe(409);
      expect((await scene.api('POST', `operations/${ids[0]}/undo`)).status).toBe(409);
      const wish = async (value: 'on' | 'off', byHand: 'keep' | 'overwrite') => {
        await maya.open(`${JOBS}?value=off`);
        const token = String(maya.seen.$('main input[name=_csrf]').val());
        await maya.request('POST', JOBS, new URLSearchParams({ _csrf: token, value, byHand }));
      };
      await wish('on', 'keep');
      expect([maya.seen.status, maya.seen.text]).toEqual([409, expect.stringContaining('right now')]);
      // The page, wanting the same, joins what a system began, and moves the default with it.
      const [row] = await portico.sql<{ overwrite: boolean }>(
        'select overwrite from bulk_changes where operation_id = $1',
        [ids[0]],
      );
      await wish('off', row?.overwrite ? 'overwrite' : 'keep');
      expect(maya.seen.path).toBe(`/admin/operations/${ids[0]}`);
      const newOnes = `select on_for_new as value from permission_settings where permission = 'jobs'`;
      expect(await portico.sql(newOnes)).toEqual([{ value: false }]);
      claims.due = due;
      await jobs.feedDue();
      await over(ids[0]);
      expect(await counted()).toEqual([[false, 'bulk', ALL]]);
      await scene.api('POST', `operations/${ids[0]}/undo`);
      await over(ids[0], 'undone');
      expect(await portico.sql(newOnes)).toEqual([{ value: true }]);
    });
  });

  describe('while others save', () => {
    const open = <T>(statement: string, values: readonly unknown[], work: () => Promise<T>) =>
      meanwhile(portico, statement, values, work);
    const BY_HAND = `
      update customer_permissions set allowed = $2, set_by = 'hand', set_at = now()
      where permission = 'jobs' and customer_id = (select id from customers where reference = $1)`;

    it('what is saved by hand in that moment is seen: it is kept, or changed, as was asked', async () => {
      const kept = await open(BY_HAND, ['ELM', true], () => apply(false));
      expect(kept.body).toMatchObject({ state: 'done', done: 4, total: 4 });
      expect(await seeing()).toEqual(['Elm']);
      await scene.api('POST', `operations/${String(kept.body['id'])}/undo`);
      const all = await open(BY_HAND, ['BIRCH', true], () => apply(false, true));
      expect(all.body).toMatchObject({ state: 'done', done: 5 });
      await scene.api('POST', `operations/${String(all.body['id'])}/undo`);
      expect((await rows()).map(({ set_by }) => set_by)).toEqual([
        'default',
        'hand',
        'default',
        'default',
        'hand',
      ]);
    });

    it('and wins when the change is being taken back in that moment', async () => {
      const { body } = await apply(false);
      const undo = () => scene.api('POST', `operations/${String(body['id'])}/undo`);
      const undone = await open(BY_HAND, ['ELM', false], undo);
      expect(undone.body).toMatchObject({ state: 'undone', done: 4, total: 4 });
      expect(await seeing()).toEqual(['Acme Ltd', 'Birch', 'Cedar', 'Dogwood']);
      await maya.open(`/admin/operations/${String(body['id'])}`);
      expect(maya.seen.text).toContain('1 customer was changed by hand meanwhile and keeps that.');
    });

    it('a customer that comes in that moment is changed, too; one that comes after begins with the new default', async () => {
      await maya.open(`${JOBS}?value=off`);
      const NEW = `insert into customers (id, reference, name) values (gen_random_uuid(), $1, $1)`;
      await open(NEW, ['NEW1'], () => maya.submit(JOBS));
      expect(maya.seen.text).toContain('Jobs is now hidden from 6 customers that had it.');
      await portico.sql(NEW, ['NEW2']);
      expect(await seeing()).toEqual([]);
    });
  });
});

interface Settings {
  readonly sections: Readonly<Record<'jobs', { readonly default: boolean }>>;
}
