import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { Logins } from '../../src/identity/logins.service.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { startBrowser } from '../support/browser.js';
import { linkIn, startMailServer, type MailServer } from '../support/mail-server.js';
import { PASSWORD, Scene } from '../support/scene.js';

const MAYA = 'maya@office.test';
const PRIYA = 'priya@brewery.test';

/** From Settings to the customer's chart: the office manager opens the door, a person of a customer walks in. */
describe('the main job, in a real browser', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let browser: Browser;
  let office: Page;
  let phone: Page;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    const staff = {
      email: MAYA,
      name: 'Maya Okafor',
      password: PASSWORD,
      roleGroup: 'administrator' as const,
    };
    await portico.app.get(Logins).addStaff(SYSTEM, staff);
    await portico.sql(
      `update organisation set name = 'Harrow Waste', portal_name = 'Harrow Portal', set_up_at = now()`,
    );
    const scene = new Scene(portico);
    await scene.put('customers/BREWERY', { name: 'Stag Lane Brewery Ltd' });
    await scene.put('customers/STRANGER', { name: 'Stranger plc' });
    await scene.put('sites/B-1', { customer: 'BREWERY', name: 'Stag Lane' });
    const month = new Date().toISOString().slice(0, 7);
    for (const [reference, customer, grams] of [
      ['J-1', 'BREWERY', 1_250_000],
      ['J-2', 'BREWERY', 750_000],
      ['S-1', 'STRANGER', 9_000_000],
    ] as const) {
      const fates = [{ code: 'R3', weightGrams: grams }];
      const wasteItems = [{ ewcCodes: ['20 03 01'], weightGrams: grams, fates }];
      await scene.put(`jobs/${reference}`, {
        customer,
        date: `${month}-01`,
        status: 'completed',
        wasteItems,
      });
    }
    browser = await startBrowser();
    office = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    phone = await browser.newPage({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await portico.close();
    await mail.close();
  });

  const go = (page: Page, path: string) => page.goto(`${portico.url}${path}`);
  const text = (page: Page) => page.locator('main').innerText();

  it('the office manager signs in and switches the portal on', async () => {
    await go(office, '/sign-in');
    await office.getByLabel('Email').fill(MAYA);
    await office.getByLabel('Password').fill(PASSWORD);
    await office.getByRole('button', { name: 'Sign in' }).click();
    await office.getByRole('link', { name: 'Customer Portal' }).click();
    await office.locator('#enabled').check();
    await office.locator('main').getByRole('button', { name: /^Save/ }).click();
    expect(new URL(office.url()).pathname).toBe('/admin/settings/customer-portal');
    expect(await office.locator('#enabled').isChecked()).toBe(true);
    expect(await portico.sql('select enabled from portal_settings')).toEqual([{ enabled: true }]);
  });

  it('gives one customer access and invites a person by email', async () => {
    await office.getByRole('link', { name: 'Customers', exact: true }).click();
    await office.getByRole('link', { name: 'BREWERY' }).click();
    await office.getByRole('link', { name: 'Portal Access', exact: true }).click();
    await office.locator('#enabled').check();
    await office.locator('#people').fill(PRIYA);
    await office.locator('main').getByRole('button', { name: /^Save/ }).first().click();
    expect(await text(office)).toContain(PRIYA);
    const sent = await mail.mailTo(PRIYA);
    expect(sent.subject).toBe('Maya Okafor at Harrow Waste has invited you to Harrow Portal');
  });

  it('the person follows the mail on a phone, sets a password and is in', async () => {
    const link = linkIn(await mail.mailTo(PRIYA), '/invitations/');
    await go(phone, link);
    await phone.locator('#password').fill('a password of my own');
    await phone.locator('#passwordConfirmation').fill('a password of my own');
    await phone.locator('main').getByRole('button').first().click();
    await phone.waitForURL('**/portal');
    expect(await text(phone)).toContain('Stag Lane');
    expect((await go(office, link))?.status()).toBe(410);
  });

  it('sees the own jobs and nobody else’s', async () => {
    await go(phone, '/portal/jobs');
    expect(await text(phone)).toContain('2 jobs');
    expect(await text(phone)).toContain('J-1');
    expect(await phone.content()).not.toContain('S-1');
    await phone.getByRole('link', { name: 'J-1' }).click();
    expect(await text(phone)).toContain('20 03 01');
  });

  it('sees the tonnes by month, and a bar opens the jobs behind it with the same weight', async () => {
    await go(phone, '/portal/reporting/volumes');
    expect(await text(phone)).toContain('2.00 t');
    const bar = phone.locator('svg a').last();
    await go(phone, (await bar.getAttribute('href')) as string);
    expect(await text(phone)).toContain('2 jobs');
    expect(await text(phone)).toContain('2.00 t');
  });

  it('nothing scrolls sideways on a phone, and the first page is small', async () => {
    for (const path of [
      '/portal',
      '/portal/sites',
      '/portal/jobs',
      '/portal/reporting/volumes',
      '/portal/documents',
    ]) {
      await go(phone, path);
      const wide = await phone.evaluate(
        'document.documentElement.scrollWidth > document.documentElement.clientWidth',
      );
      expect([path, wide]).toEqual([path, false]);
    }
    const fresh = await browser.newContext({ storageState: await phone.context().storageState() });
    const page = await fresh.newPage();
    const session = await fresh.newCDPSession(page);
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await session.send('Network.enable');
    await page.goto(`${portico.url}/portal`, { waitUntil: 'networkidle' });
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(150_000);
    await fresh.close();
  });
});
