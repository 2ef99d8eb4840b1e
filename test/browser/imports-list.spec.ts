import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { Logins } from '../../src/identity/logins.service.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { startBrowser } from '../support/browser.js';
import { PASSWORD } from '../support/office.js';

const RUTH = 'ruth@office.test';
const NAME =
  'weighbridge_tickets_of_the_northern_transfer_station_2025-10-01_to_2025-12-31_corrected_final.csv';

let portico: TestPortico;
let browser: Browser;
beforeAll(async () => {
  portico = await startPortico();
  await portico.app
    .get(Logins)
    .addStaff(SYSTEM, { email: RUTH, name: 'Ruth Bailey', password: PASSWORD, roleGroup: 'administrator' });
  await portico.sql(`update organisation set name = 'Harrow Waste', set_up_at = now()`);
  browser = await startBrowser();
}, 90_000);
afterAll(async () => {
  await browser.close();
  await portico.close();
});

it('a file with a long name widens neither the list nor its page, and its whole name is read', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(`${portico.url}/sign-in?to=/admin/imports/new`);
  await page.getByLabel('Email').fill(RUTH);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/admin/imports/new');
  await page.getByLabel('What is in the file').selectOption('customers');
  const buffer = Buffer.from('reference,name\nC-1,Acme Ltd\n');
  await page.getByLabel('File', { exact: true }).setInputFiles({ name: NAME, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Send the file' }).click();
  await page.waitForURL('**/columns');
  const isWithin = () => page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');
  expect(await isWithin()).toBe(true);
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByRole('button', { name: 'Import 1 row' }).waitFor();
  expect(await isWithin()).toBe(true);
  for (const width of [1280, 1024, 390]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${portico.url}/admin/imports`);
    expect(await page.getByText(NAME).isVisible()).toBe(true);
    expect([width, await isWithin()]).toEqual([width, true]);
  }
}, 60_000);
