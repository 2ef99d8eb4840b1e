import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startPortico, type TestPortico } from '../support/app.js';
import { startBrowser } from '../support/browser.js';
import { linkIn, startMailServer, type MailServer } from '../support/mail-server.js';
import { PASSWORD, staff } from '../support/office.js';
import { Scene } from '../support/scene.js';

/** People through a real browser: a login is duplicated, and a customer's manager invites a colleague on a phone. */
describe('people, in a real browser', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let browser: Browser;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    const scene = new Scene(portico);
    await scene.openPortal();
    await portico.sql(`update organisation set name = 'Harrow Waste', set_up_at = now()`);
    await staff(portico, 'ruth@office.test', 'Ruth Bailey', 'administrator');
    await staff(portico, 'maya@office.test', 'Maya Okafor', 'office');
    await scene.customer('ACME', 'Acme Ltd');
    await scene.put('sites/A-1', { customer: 'ACME', name: 'The yard' });
    await scene.portalUser('ACME', 'alice@acme.test');
    await portico.sql('update portal_users set manager = true');
    await scene.customer('BETA', 'Beta Ltd');
    await scene.put('consolidated-accounts/BOTH', { name: 'Both of them', customers: ['ACME', 'BETA'] });
    for (const customer of ['ACME', 'BETA'])
      await scene.put(`jobs/J-${customer}`, { customer, date: '2026-03-04' });
    for (const account of ['BOTH', 'ACME']) await scene.portalUser(account, 'cora@both.test');
    browser = await startBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await portico.close();
    await mail.close();
  });

  const signedIn = async (email: string, width: number): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: { width, height: 760 } })).newPage();
    await page.goto(`${portico.url}/sign-in`);
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/(admin|portal|portal\/accesses)$/);
    return page;
  };
  const fits = (page: Page) =>
    page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');

  it('duplicate a login: the list leads to it, the copy has the role groups, the mail the link', async () => {
    const office = await signedIn('ruth@office.test', 1280);
    await office.goto(`${portico.url}/admin/logins/new`);
    await office.getByRole('link', { name: 'Choose a login to duplicate' }).click();
    await office.getByRole('link', { name: 'Maya Okafor' }).click();
    await office.getByRole('link', { name: 'Duplicate this login' }).click();
    await office.getByLabel('Login name').fill('Kim Lee');
    await office.getByLabel('E-mail').fill('kim@office.test');
    await office.getByRole('button', { name: 'Create User' }).click();
    await office.getByText('is on its way to kim@office.test').waitFor();
    expect(await office.getByLabel('Office').isChecked()).toBe(true);
    expect(await office.getByLabel('Administrator').isChecked()).toBe(false);
    const kim = await (await browser.newContext()).newPage();
    await kim.goto(portico.url + linkIn(await mail.mailTo('kim@office.test'), '/reset-password/'));
    await kim.getByRole('button', { name: 'Save the new password' }).waitFor();
  }, 60_000);

  it('manager invites a colleague on a phone; every page fits', async () => {
    const phone = await signedIn('alice@acme.test', 360);
    await phone.goto(`${portico.url}/portal/people`);
    expect(await fits(phone)).toBe(true);
    await phone.getByRole('link', { name: 'Invite a colleague' }).click();
    await phone.getByLabel('Email').fill('bob@acme.test');
    await phone.getByLabel('Only the sites ticked here').check();
    await phone.getByLabel('The yard').check();
    expect(await fits(phone)).toBe(true);
    await phone.getByRole('button', { name: 'Send the invitation' }).click();
    await phone.getByText('An invitation is on its way to bob@acme.test.').waitFor();
    const bob = await (await browser.newContext()).newPage();
    await bob.goto(portico.url + linkIn(await mail.mailTo('bob@acme.test'), '/invitations/'));
    expect(await bob.getByLabel('Your email').inputValue()).toBe('bob@acme.test');
    await phone.getByRole('link', { name: 'Change bob@acme.test' }).click();
    await phone.getByRole('link', { name: 'End access' }).waitFor();
    expect(await fits(phone)).toBe(true);
  }, 60_000);

  it('who see several customers choose, read each row’s own, and change over', async () => {
    const page = await signedIn('cora@both.test', 360);
    const choose = async (name: string) => {
      await page
        .locator('.card')
        .filter({ has: page.getByRole('heading', { name }) })
        .locator('button, a')
        .click();
      await page.waitForURL(/\/portal$/);
      await page.goto(`${portico.url}/portal/jobs`);
      return page.locator('main').innerText();
    };
    expect(await fits(page)).toBe(true);
    const both = await choose('Both of them');
    for (const shown of ['J-ACME', 'Acme Ltd', 'J-BETA', 'Beta Ltd']) expect(both).toContain(shown);
    expect(await fits(page)).toBe(true);
    await page.goto(`${portico.url}/portal/accesses`);
    const one = await choose('Acme Ltd');
    expect(one).toContain('J-ACME');
    expect(one).not.toMatch(/J-BETA|Beta Ltd/);
  }, 60_000);

  it('pages of logins and role groups fit on a phone', async () => {
    const phone = await signedIn('ruth@office.test', 360);
    const [login] = await portico.sql<{ id: string }>(
      `select id from logins where email = 'maya@office.test'`,
    );
    for (const path of [
      'logins',
      'logins/new',
      `logins/${login?.id}`,
      'role-groups',
      'role-groups/new',
      'profile',
    ]) {
      await phone.goto(`${portico.url}/admin/${path}`);
      expect([path, await fits(phone)]).toEqual([path, true]);
    }
  }, 60_000);
});
