import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Words } from '../../src/platform/pages/words.js';
import { TradeWords } from '../../src/settings/trade.words.js';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const PORTAL = '/admin/settings/customer-portal';
const TRADE = `${PORTAL}/trade`;

/** The trade of a business: which sections there are, and what things are called. */
describe('the trade', () => {
  let portico: TestPortico;
  let scene: Scene;
  let maya: Person;
  let ann: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await portico.sql(`update organisation set trade = 'waste', set_up_at = now()`);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    maya = await scene.staff();
    ann = await scene.portalUser('ACME', 'ann@acme.example');
  }, 60_000);
  afterAll(() => portico.close());

  const menu = () =>
    maya.seen
      .$('nav a')
      .toArray()
      .map((link) => maya.seen.$(link).text().trim());
  const available = async (permission: string) =>
    (
      await portico.sql<{ available: boolean; on_for_new: boolean }>(
        'select available, on_for_new from permission_settings where permission = $1',
        [permission],
      )
    )[0];

  it('says before what becomes available and what no longer is, and changes nothing by that', async () => {
    await maya.open(PORTAL);
    expect(maya.seen.$('select[name=trade] option[selected]').attr('value')).toBe('waste');
    expect(menu()).toEqual(expect.arrayContaining(['Jobs', 'Volumes', 'Fates']));
    await maya.submit(TRADE, { trade: 'orders' });
    expect(maya.seen.$('h1').text()).toBe('Choose the trade Orders');
    expect(maya.seen.$('main').text()).toMatch(/no longer available: .*Jobs/);
    expect(await available('jobs')).toEqual({ available: true, on_for_new: true });
    expect((await ann.open('/portal/jobs')).status).toBe(200);
  });

  it('makes its sections available and no others, from the next page on, with one line', async () => {
    await maya.submit(TRADE);
    expect(maya.seen.path).toBe(PORTAL);
    expect(maya.seen.text).toContain('The trade is now Orders.');
    expect(await available('jobs')).toEqual({ available: false, on_for_new: true });
    expect(menu()).toContain('Orders');
    for (const foreign of ['Jobs', 'Volumes', 'Fates']) expect(menu()).not.toContain(foreign);
    expect((await ann.open('/portal/jobs')).status).toBe(404);
    const lines = await portico.sql<{ before: object; after: object }>(
      `select before, after from audit_lines where action = 'portal-settings.changed'`,
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      before: { trade: 'waste', 'available.jobs': true },
      after: { trade: 'orders', 'available.jobs': false },
    });
  });

  it('folds another trade’s sections away, and still saves them', async () => {
    await maya.open(PORTAL);
    const others = maya.seen.$('details.other-sections');
    expect(others.find('summary').text()).toBe('Other sections');
    expect(others.find('#available\\.jobs')).toHaveLength(1);
    const boxes = maya.seen.$('input[name=available][checked]').toArray();
    const ticked = boxes.map((box) => String(maya.seen.$(box).attr('value')));
    await maya.submit(PORTAL, { available: [...ticked, 'jobs'] });
    expect(maya.seen.text).toContain('Jobs is now available.');
    // What is available is not folded away, whosever it is.
    expect(maya.seen.$('details.other-sections #available\\.jobs')).toHaveLength(0);
  });

  it('has its own words on every page, also of people who are not signed in, and where no page is asked for', async () => {
    await maya.open(`${TRADE}?trade=pool`);
    expect(maya.seen.text).toContain('Jobs are called visits on every page.');
    await maya.submit(TRADE);
    expect((await ann.open('/portal/jobs')).$('h1').text()).toBe('Visits');
    expect(ann.seen.$('nav.menu').text()).toContain('Visits');
    expect(ann.seen.$('nav.menu').text()).not.toContain('Jobs');
    expect((await scene.api('GET', 'jobs')).status).toBe(200);
    // Another process learns it with the next request it answers; a worker looks every few seconds.
    await portico.sql(`update organisation set trade = 'guarding'`);
    expect((await ann.open('/portal/jobs')).$('h1').text()).toBe('Patrols');
    await portico.sql(`update organisation set trade = 'waste'`);
    await portico.app.get(TradeWords).follow();
    expect(portico.app.get(Words).say('jobs.title')).toBe('Jobs');
  });

  it('is one of those there are, and for those who may change settings', async () => {
    expect((await maya.open(`${TRADE}?trade=piracy`)).status).toBe(400);
    const office = await scene.staff('office');
    expect((await office.open(TRADE)).status).toBe(403);
    await maya.open(`${TRADE}?trade=waste`);
    await maya.submit(TRADE);
    await maya.open(`${TRADE}?trade=waste`);
    await maya.submit(TRADE);
    expect(maya.seen.text).toContain('Nothing was changed: the trade is Waste.');
  });
});
