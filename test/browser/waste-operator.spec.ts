import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { Logins } from '../../src/identity/logins.service.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { startBrowser } from '../support/browser.js';
import { linkIn, startMailServer, type MailServer } from '../support/mail-server.js';
import { PASSWORD, Scene } from '../support/scene.js';

const MAYA = 'maya@office.test';
const PEOPLE = ['priya@brewery.test', 'sam@brewery.test'];
const SETTINGS = '/admin/settings/customer-portal';
const pounds = (amount: number) => ({ amount, currency: 'GBP' });
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The rows W1 to W7, P5 and P6 of what a waste operator's portal does, in their own order and words. */
describe('a waste operator’s portal, in a real browser', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let browser: Browser;
  let office: Page;
  let priya: Page;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    await portico.app
      .get(Logins)
      .addStaff(SYSTEM, { email: MAYA, name: 'Maya Okafor', password: PASSWORD, roleGroup: 'administrator' });
    await portico.sql(`update organisation set name = 'Harrow Waste', set_up_at = now()`);
    await portico.sql('update permission_settings set available = true, on_for_new = true');
    const scene = new Scene(portico);
    for (const [reference, name] of [
      ['BREWERY', 'Stag Lane Brewery Ltd'],
      ['STRANGER', 'Stranger plc'],
    ] as const)
      await scene.put(`customers/${reference}`, { name });
    await scene.put('sites/B-1', { customer: 'BREWERY', name: 'Stag Lane', address: '1 Stag Lane, Slough' });
    for (const [customer, letter] of [
      ['BREWERY', 'B'],
      ['STRANGER', 'S'],
    ] as const) {
      const site = customer === 'BREWERY' ? { site: 'B-1' } : {};
      const fates = [{ code: 'R3', weightGrams: 1_500_000 }];
      await scene.put(`jobs/J-${letter}1`, {
        customer,
        ...site,
        date: inDays(-20),
        status: 'completed',
        price: pounds(12_345),
        wasteItems: [{ ewcCodes: ['20 03 01'], weightGrams: 1_500_000, fates }],
      });
      await scene.put(`jobs/J-${letter}2`, { customer, ...site, date: inDays(3), status: 'scheduled' });
      await scene.put(`quotes/Q-${letter}`, {
        customer,
        date: inDays(-3),
        title: 'Skips for the yard',
        status: 'sent',
        expires: inDays(20),
        total: pounds(45_000),
        lines: [{ description: 'Skip', quantityThousandths: 1000, unitAmount: 45_000, netAmount: 45_000 }],
      });
      await scene.put(`invoices/I-${letter}`, {
        customer,
        date: inDays(-10),
        dueDate: inDays(20),
        status: 'sent',
        net: pounds(10_000),
        tax: pounds(2_000),
        gross: pounds(12_000),
        paid: pounds(0),
        lines: [
          { description: 'Collections', quantityThousandths: 1000, unitAmount: 10_000, netAmount: 10_000 },
        ],
      });
      await scene.put(`payment-methods/PM-${letter}1`, { customer, brand: 'Visa', lastFour: '4242' });
      await scene.put(`payment-methods/PM-${letter}2`, { customer, brand: 'Mastercard', lastFour: '0117' });
    }
    browser = await startBrowser();
    office = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      isMobile: true,
      hasTouch: true,
    });
    priya = await context.newPage();
    for (const page of [office, priya]) page.setDefaultTimeout(12_000);
    await go(office, '/sign-in');
    await office.getByLabel('Email').fill(MAYA);
    await office.getByLabel('Password').fill(PASSWORD);
    await office.getByRole('button', { name: 'Sign in' }).click();
    await office.waitForURL('**/admin');
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await portico.close();
    await mail.close();
  });

  const go = (page: Page, path: string) => page.goto(`${portico.url}${path}`);
  const status = async (page: Page, path: string) => (await go(page, path))?.status();
  const text = (page: Page) => page.locator('main').innerText();
  const menu = async (page: Page) =>
    Promise.all(
      (await page.locator('nav a').all()).map(async (link) => String(await link.getAttribute('href'))),
    );
  const save = (page: Page) =>
    page.locator('main').getByRole('button', { name: 'Save changes', exact: true }).first().click();
  /** Saves, and reads what the page that follows says. */
  async function saved(page: Page, change: () => Promise<void>): Promise<string> {
    await change();
    await page.evaluate('document.body.id = "before"');
    await save(page);
    await page.locator('body:not(#before) main').waitFor();
    return text(page);
  }
  async function portalAccess(): Promise<void> {
    await office.getByRole('link', { name: 'Customers', exact: true }).first().click();
    await office.getByRole('link', { name: 'BREWERY' }).click();
    await office.getByRole('link', { name: 'Portal Access', exact: true }).click();
  }
  const see = async (path: string, ...words: string[]) => {
    expect([path, await status(priya, path)]).toEqual([path, 200]);
    const seen = await text(priya);
    for (const word of words) expect(seen).toContain(word);
    expect(seen).not.toContain('Stranger');
  };

  it('W1: one switch makes the portal available and grants nobody access', async () => {
    await office.getByRole('link', { name: 'Customer Portal' }).click();
    expect(new URL(office.url()).pathname).toBe(SETTINGS);
    expect(await office.locator('#enabled').isChecked()).toBe(false);
    await saved(office, () => office.locator('#enabled').check());
    expect(await office.locator('#enabled').isChecked()).toBe(true);
    expect(await portico.sql('select from customers where portal_enabled')).toEqual([]);
    expect(mail.mails).toEqual([]);
  });

  it('W2: the same page chooses which sections customers see', async () => {
    await saved(office, () => office.locator('[id="available.orders"]').uncheck());
    expect(await office.locator('[id="available.orders"]').isChecked()).toBe(false);
    expect(await office.locator('[id="available.jobs"]').isChecked()).toBe(true);
  });

  it('W3: the tab Portal Access switches it on for one customer', async () => {
    await portalAccess();
    const said = await saved(office, () => office.locator('#enabled').check());
    expect(said).toContain('Portal access for Stag Lane Brewery Ltd is now on');
  });

  it('W4: people are added by email, each is mailed once, and the confirmation names each', async () => {
    await portalAccess();
    const said = await saved(office, () => office.locator('#people').fill(PEOPLE.join(', ')));
    expect(said).toContain('2 invitations are on their way');
    for (const email of PEOPLE) {
      expect(said).toContain(email);
      await mail.mailTo(email);
    }
    await portalAccess();
    await saved(office, () => office.locator('[id="sections.jobs"]').uncheck());
    await saved(office, () => office.locator('[id="sections.jobs"]').check());
    expect(mail.mails).toHaveLength(2);
    await go(priya, linkIn(await mail.mailTo(PEOPLE[0] as string), '/invitations/'));
    await priya.locator('#password').fill('a password of my own');
    await priya.locator('#passwordConfirmation').fill('a password of my own');
    await priya.locator('main').getByRole('button').first().click();
    await priya.waitForURL('**/portal');
  });

  it('W5: Financial details hides money everywhere, and jobs stay', async () => {
    await see('/portal/jobs?columns=reference,price', 'J-B1', '£123.45');
    await portalAccess();
    await saved(office, () => office.locator('[id="sections.money"]').uncheck());
    await see('/portal/jobs?columns=reference,price', 'J-B1');
    expect(await priya.content()).not.toContain('£');
    for (const path of ['/portal/invoices', '/portal/statement', '/portal/reporting/costs'])
      expect([path, await status(priya, path)]).toEqual([path, 404]);
    expect(await menu(priya)).not.toContain('/portal/invoices');
    await portalAccess();
    await saved(office, () => office.locator('[id="sections.money"]').check());
  });

  it('W6: the customer sees their company, sites, sales, jobs, invoices, documents and exports', async () => {
    await see('/portal', 'Stag Lane', 'J-B2');
    await see('/portal/company', 'Stag Lane Brewery Ltd');
    await see('/portal/sites', 'Stag Lane', 'Active');
    await priya.getByRole('link', { name: 'B-1' }).click();
    await priya.waitForURL('**/portal/sites/*');
    expect(await text(priya)).toContain('1 Stag Lane, Slough');
    await see('/portal/sales?columns=title,status', 'Q-B', 'Skips for the yard', 'Sent');
    await see('/portal/jobs', 'J-B1', 'J-B2');
    await see('/portal/invoices', 'I-B', '£120.00');
    await see('/portal/documents');
    await see('/portal/exports');
    for (const [path, type] of [
      ['/portal/jobs.csv', 'text/csv'],
      ['/portal/jobs.xlsx', 'spreadsheetml'],
      ['/portal/jobs.pdf', 'application/pdf'],
    ] as const) {
      const file = await priya.request.get(`${portico.url}${path}`);
      expect([path, file.status(), file.headers()['content-type']]).toEqual([
        path,
        200,
        expect.stringContaining(type),
      ]);
    }
  });

  it('W6: PDFs of an invoice and of a quote open in the browser', async () => {
    for (const [list, reference] of [
      ['/portal/invoices', 'I-B'],
      ['/portal/sales', 'Q-B'],
    ] as const) {
      await go(priya, list);
      await priya.getByRole('link', { name: reference }).click();
      const href = await priya.locator('main a[href*="pdf"]').first().getAttribute('href');
      const file = await priya.request.get(`${portico.url}${href}`);
      expect([list, file.status(), file.headers()['content-type']]).toEqual([list, 200, 'application/pdf']);
      expect(file.headers()['content-disposition']).toMatch(/^inline/);
      expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');
    }
  });

  it.each(['volumes', 'costs', 'types', 'fates', 'trends'])('W7: the dashboard of %s', async (report) => {
    await see(`/portal/reporting/${report}`);
    expect(await menu(priya)).toContain(`/portal/reporting/${report}`);
    expect(await priya.locator('main table').count()).toBeGreaterThan(0);
    const said = { volumes: '1.50 t', costs: '£123.45', types: '20 03 01', fates: 'R3', trends: '1.50 t' }[
      report
    ];
    expect(await text(priya)).toContain(said);
  });

  it('P6: auto-pay is turned on and moved at any time, and off only where the organisation lets customers', async () => {
    await go(office, SETTINGS);
    await saved(office, () => office.locator('#allowAutoPayDeactivation').uncheck());
    await see('/portal/auto-pay', 'Auto-pay');
    // Pressed twice it is sent once, although one of its fields is called method.
    const sent = await priya.evaluate(`(() => {
      const form = document.querySelector('main form[method=post]');
      let times = 0;
      window.addEventListener('submit', (event) => {
        if (!event.defaultPrevented) times += 1;
        event.preventDefault();
      });
      form.requestSubmit();
      form.requestSubmit();
      return times;
    })()`);
    expect(sent).toBe(1);
    await see('/portal/auto-pay', 'Auto-pay');
    await priya.locator('main select').selectOption({ index: 0 });
    await priya.locator('main form button').first().click();
    await priya.getByText('Auto-pay is on.').first().waitFor();
    await priya.locator('main select').selectOption({ index: 1 });
    await priya.locator('main form button').first().click();
    await priya.getByText('now uses the other payment method').waitFor();
    await priya.locator('form[action$="/deactivation"] button').click();
    await priya.getByText('Please call us to turn off auto-pay').first().waitFor();
    expect(await portico.sql('select from auto_pays')).toHaveLength(1);
    await saved(office, () => office.locator('#allowAutoPayDeactivation').check());
    await go(priya, '/portal/auto-pay');
    await priya.locator('form[action$="/deactivation"] button').click();
    await priya.getByText('Auto-pay is off').first().waitFor();
    expect(await portico.sql('select from auto_pays')).toEqual([]);
  });

  it('P5: without invoices, payments and payment methods the billing pages do not exist', async () => {
    await portalAccess();
    await saved(office, () => office.locator('[id="sections.invoices"]').uncheck());
    for (const path of ['invoices', 'payments', 'payment-methods', 'auto-pay', 'statement'])
      expect([path, await status(priya, `/portal/${path}`)]).toEqual([path, 404]);
    await go(priya, '/portal');
    expect((await menu(priya)).filter((href) => /invoices|payment|auto-pay|statement/.test(href))).toEqual(
      [],
    );
    expect(await status(priya, '/portal/jobs')).toBe(200);
  });
});
