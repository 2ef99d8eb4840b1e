import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PortalReads } from '../../src/platform/database/portal-reads.js';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

describe('a route stop of a pool service', () => {
  let portico: TestPortico;
  let scene: Scene;
  let acme: string;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    const { status } = await scene.put('jobs/J-1', {
      customer: 'ACME',
      date: '2026-07-04',
      status: 'completed',
      readings: [{ name: 'Free chlorine', value: '1.5', unit: 'ppm' }],
      chemicals: [{ name: 'Sodium hypochlorite', quantity: '500', unit: 'ml' }],
    });
    expect(status).toBe(201);
  }, 120_000);
  afterAll(() => portico.close());

  it('shows readings and chemicals, each only where its part is open', async () => {
    const alice = await scene.portalUser('ACME', 'alice@acme.test');
    const [job] = await portico.sql<{ id: string }>('select id from jobs');
    const seen = async () => {
      const { text } = await alice.open(`/portal/jobs/${job?.id}`);
      return [text.includes('1.5 ppm'), text.includes('500 ml')];
    };
    const switched = (part: string, on: boolean) =>
      portico.sql('update customer_permissions set allowed = $2 where permission = $1', [part, on]);
    expect(await seen()).toEqual([true, true]);
    await switched('jobs.readings', false);
    expect(await seen()).toEqual([false, true]);
    await switched('jobs.chemicals', false);
    expect(await seen()).toEqual([false, false]);
    await switched('jobs.readings', true);
    expect(await seen()).toEqual([true, false]);
  });

  it('gives them to no query of the portal where they are closed', async () => {
    const read = (open: string[], table: string) =>
      portico.app
        .get(PortalReads, { strict: false })
        .within({ customerId: acme, sites: 'all', open }, (ask) => ask(`select name from ${table}`));
    expect(await read(['jobs.chemicals'], 'job_readings')).toEqual([]);
    expect(await read(['jobs.readings'], 'job_readings')).toHaveLength(1);
    expect(await read(['jobs.readings'], 'job_chemicals')).toEqual([]);
    expect(await read(['jobs.chemicals'], 'job_chemicals')).toHaveLength(1);
  });

  describe('staff hide', () => {
    const SETTINGS = '/admin/settings/customer-portal';
    const HIDE = 'Hide Chemical Readings';

    /** The switch of readings on the page that is open, and what its label says. */
    const hide = ({ seen: { $ } }: Person, column: 'default' | 'sections') => {
      const box = $(`[id="${column}.jobs.readings"]`);
      return { on: box.is('[checked]'), words: $(`label[for="${column}.jobs.readings"]`).text() };
    };
    const kept = async () => {
      const [row] = await portico.sql<{ usual: boolean; acme: boolean }>(
        `select s.on_for_new as usual, c.allowed as acme from permission_settings s
         join customer_permissions c using (permission) where s.permission = 'jobs.readings'`,
      );
      return row;
    };
    const boxes = ({ seen: { $ } }: Person, name: string, change: (keys: Set<string>) => void) => {
      const ticked = $(`input[name="${name}"][checked]`).toArray();
      const keys = new Set(ticked.map((box) => $(box).attr('value') ?? ''));
      change(keys);
      return [...keys];
    };

    it('readings from new customers by a switch that is off at first, and says what it does', async () => {
      const maya = await scene.staff();
      await maya.open(SETTINGS);
      expect(hide(maya, 'default')).toMatchObject({ on: false, words: expect.stringContaining(HIDE) });
      expect(maya.seen.text).toContain('Hide Chemicals Added');
      const usual = boxes(maya, 'default', (keys) => keys.add('jobs.readings'));
      await maya.submit(SETTINGS, { default: usual });
      expect(maya.seen.text).toContain('New customers will not see Chemical readings.');
      expect(maya.seen.text).toContain('1 existing customer still does.');
      expect(await kept()).toEqual({ usual: false, acme: true });
      expect(hide(maya, 'default').on).toBe(true);
      const apply = maya.seen.$('p[data-name="Hide Chemical Readings"] a').attr('href') ?? '';
      expect(apply).toContain('value=off');
      await maya.open(apply);
      expect(maya.seen.text).toContain('Hide Chemical readings from existing customers');
      await maya.submit(apply.split('?')[0] ?? '');
      expect(await kept()).toEqual({ usual: false, acme: false });
    });

    it('readings from one customer, with the log and the explanation in the same words', async () => {
      const maya = await scene.staff();
      const tab = `/admin/customers/${acme}/portal-access`;
      await maya.open(tab);
      expect(hide(maya, 'sections')).toMatchObject({ on: true, words: expect.stringContaining(HIDE) });
      const some = boxes(maya, 'sections', (keys) => keys.delete('jobs.readings'));
      await maya.submit(tab, { sections: some });
      expect(maya.seen.text).toContain('Chemical readings');
      expect(await kept()).toMatchObject({ acme: true });
      await maya.open(tab);
      const all = boxes(maya, 'sections', (keys) => keys.add('jobs.readings'));
      await maya.submit(tab, { sections: all });
      expect(await kept()).toMatchObject({ acme: false });
      await maya.open('/admin/audit');
      expect(maya.seen.text).toContain(`${HIDE}: No → Yes`);
      const [person] = await portico.sql<{ id: string }>('select id from portal_users');
      await maya.open(`/admin/portal-users/${person?.id}/access`);
      expect(maya.seen.text).toContain(`${HIDE}: switched on for Acme Ltd.`);
    });

    it('and systems read and write what is shown', async () => {
      const path = 'customers/ACME/portal-access';
      const read = await scene.api('GET', path);
      expect(read.body).toMatchObject({ sections: { 'jobs.readings': false } });
      await scene.api('PATCH', path, { sections: { 'jobs.readings': true } });
      expect(await kept()).toMatchObject({ acme: true });
    });
  });
});
