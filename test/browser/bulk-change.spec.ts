import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { Logins } from '../../src/identity/logins.service.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { startBrowser } from '../support/browser.js';
import { customer, PASSWORD } from '../support/office.js';

const MAYA = 'maya@office.test';
const PORTAL = '/admin/settings/customer-portal';
const WORDS = 'Apply to all existing customers';

/** What only a browser shows: the arrow that appears as a switch is moved, and leaving the page by it. */
describe('a section for all existing customers, in a real browser', () => {
  let portico: TestPortico;
  let browser: Browser;
  let office: Page;
  const asked: string[] = [];

  beforeAll(async () => {
    portico = await startPortico();
    await portico.app
      .get(Logins)
      .addStaff(SYSTEM, { email: MAYA, name: 'Maya Okafor', password: PASSWORD, roleGroup: 'administrator' });
    await portico.sql(`update organisation set name = 'Harrow Waste', set_up_at = now()`);
    await portico.sql('update permission_settings set available = true, on_for_new = true');
    for (const name of ['Acme', 'Birch', 'Cedar']) await customer(portico, name.toUpperCase(), name);
    browser = await startBrowser();
    office = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    office.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await office.goto(`${portico.url}/sign-in?to=${PORTAL}`);
    await office.getByLabel('Email').fill(MAYA);
    await office.getByLabel('Password').fill(PASSWORD);
    await office.getByRole('button', { name: 'Sign in' }).click();
    await office.waitForURL(`**${PORTAL}`);
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await portico.close();
  });

  const arrow = () => office.getByRole('link', { name: `${WORDS} Jobs`, exact: true });
  const switched = () => office.locator('[id="default.jobs"]');
  const seeing = async () =>
    (await portico.sql(`select from customer_permissions where permission = 'jobs' and allowed`)).length;

  it('is offered as soon as the switch is moved, and no more when it is moved back', async () => {
    expect(await arrow().count()).toBe(0);
    await switched().uncheck();
    expect(await arrow().getAttribute('href')).toBe(`${PORTAL}/sections/jobs/apply?value=off`);
    await switched().check();
    expect(await arrow().count()).toBe(0);
  });

  it('leads through a preview, saves and changes that one setting, and is taken back', async () => {
    await switched().uncheck();
    await arrow().click();
    await office.getByRole('heading', { name: 'Hide Jobs from existing customers' }).waitFor();
    // Its own switch is saved by it: nothing is lost, so nothing is asked.
    expect(asked).toEqual([]);
    expect(await seeing()).toBe(3);
    await office.getByRole('button', { name: 'Hide Jobs from 3 customers' }).click();
    await office.getByText('Jobs is now hidden from 3 customers that had it.').waitFor();
    expect(await seeing()).toBe(0);
    await office.getByRole('link', { name: 'Take this back' }).click();
    await office.getByRole('button', { name: 'Show Jobs again' }).click();
    await office.getByText('Jobs is as it was before for 3 customers.').waitFor();
    expect(await seeing()).toBe(3);
    await office.goto(`${portico.url}${PORTAL}`);
    expect(await switched().isChecked()).toBe(true);
  });

  it('asks before other changes of the page are left by it', async () => {
    await switched().uncheck();
    await office.locator('[id="default.sites"]').uncheck();
    await arrow().click();
    await office.waitForURL('**/sections/jobs/apply?value=off');
    expect(asked).toEqual(['beforeunload']);
  });

  it('fits on a phone', async () => {
    const storageState = await office.context().storageState();
    const context = await browser.newContext({ storageState, viewport: { width: 360, height: 740 } });
    const phone = await context.newPage();
    for (const path of [PORTAL, `${PORTAL}/sections/jobs/apply?value=off`, `${PORTAL}/trade?trade=pool`]) {
      await phone.goto(`${portico.url}${path}`);
      const wide = await phone.evaluate(
        'document.documentElement.scrollWidth > document.documentElement.clientWidth',
      );
      expect([path, wide]).toEqual([path, false]);
    }
    await context.close();
  });
});
