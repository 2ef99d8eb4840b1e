import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { Logins } from '../../src/identity/logins.service.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { startBrowser } from '../support/browser.js';
import { PASSWORD, Scene } from '../support/scene.js';

const MAYA = 'maya@office.test';

describe('why somebody sees what they see, and seeing it, in a real browser', () => {
  let portico: TestPortico;
  let browser: Browser;
  let office: Page;
  let person: string;

  beforeAll(async () => {
    portico = await startPortico();
    const scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await scene.put('sites/A-1', { customer: 'ACME', name: 'The yard' });
    await scene.put('jobs/A-J', { customer: 'ACME', site: 'A-1', date: '2026-03-04' });
    await scene.portalUser('ACME', 'priya@acme.test');
    await portico.sql(`update organisation set name = 'Saltfen', set_up_at = now()`);
    await portico.sql(`update portal_users set withheld = '{money}'`);
    const [row] = await portico.sql<{ id: string }>('select id from portal_users');
    person = `${portico.url}/admin/portal-users/${row?.id}`;
    const staff = { email: MAYA, name: 'Maya Okafor', password: PASSWORD, roleGroup: 'office' as const };
    await portico.app.get(Logins).addStaff(SYSTEM, staff);
    browser = await startBrowser();
    office = await browser.newPage({ viewport: { width: 360, height: 800 } });
    await office.goto(`${portico.url}/sign-in`);
    await office.getByLabel('Email').fill(MAYA);
    await office.getByLabel('Password').fill(PASSWORD);
    await office.getByRole('button', { name: 'Sign in' }).click();
    await office.waitForURL('**/admin');
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await portico.close();
  });

  const fits = () => office.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth');

  it('is told in words and leads on to where it is set', async () => {
    await office.goto(person);
    await office.getByRole('link', { name: 'What they see, and why' }).click();
    const invoices = office
      .getByRole('listitem')
      .filter({ has: office.getByRole('heading', { name: 'Invoices' }) });
    expect(await invoices.innerText()).toContain('Not allowed');
    expect(await fits()).toBe(true);
    await invoices.getByRole('link', { name: 'Why not Financial details?' }).click();
    expect(new URL(office.url()).hash).toBe('#money');
    const money = office.locator('[id="money"]');
    expect(await money.innerText()).toContain('switched off for this person alone');
    await money.getByRole('link', { name: 'Open the page of priya' }).click();
    const toggle = office.getByRole('switch', { name: 'Financial details' });
    expect(await toggle.isChecked()).toBe(false);
    expect(new URL(office.url()).hash).toBe('#sections.money');
  }, 60_000);

  it('is seen with their eyes: under a banner, without a way to change anything, and back again', async () => {
    await office.goto(person);
    await office.getByRole('button', { name: 'See the portal as priya' }).click();
    await office.waitForURL('**/portal');
    const banner = office.getByRole('complementary', { name: 'Viewing as somebody else' });
    expect(await banner.innerText()).toContain('Maya Okafor is looking at the portal as priya');
    expect(await fits()).toBe(true);
    await office.goto(`${portico.url}/portal/jobs`);
    expect(await office.locator('main').innerText()).toContain('A-J');
    expect((await office.goto(`${portico.url}/portal/invoices`))?.status()).toBe(404);
    await office.goto(`${portico.url}/portal/profile`);
    await office.getByLabel('Name').fill('Somebody else');
    await office.locator('form[action="/portal/profile"] button').click();
    expect(await office.locator('main').innerText()).toContain('Nothing can be changed meanwhile');
    await banner.getByRole('button', { name: 'Stop viewing' }).click();
    await office.waitForURL('**/admin/portal-users/*');
    expect(await office.getByRole('status').first().innerText()).toContain(
      'You have stopped viewing as priya.',
    );
    expect(await banner.count()).toBe(0);
  }, 60_000);
});
