import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { Logins } from '../../src/identity/logins.service.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { startBrowser } from '../support/browser.js';
import { customer, PASSWORD } from '../support/office.js';

const MAYA = 'maya@office.test';
const ROWS = [
  'Ticket no,Account,Taken on,Load,Waste code,State',
  'T-1,ACME,04/03/2026,1.5,20 03 01,Done',
  'T-2,ACME,31/03/2026,0.25,15 01 01,Done',
].join('\n');

/** What only a browser shows: what belongs to a choice appears with it, also where no script runs; and a phone. */
describe.each([
  ['with', true],
  ['without', false],
])('a file is matched and imported %s JavaScript', (_, javaScriptEnabled) => {
  let portico: TestPortico;
  let browser: Browser;
  let office: Page;

  beforeAll(async () => {
    portico = await startPortico();
    await portico.app
      .get(Logins)
      .addStaff(SYSTEM, { email: MAYA, name: 'Maya Okafor', password: PASSWORD, roleGroup: 'administrator' });
    await portico.sql(`update organisation set name = 'Harrow Waste', set_up_at = now()`);
    await customer(portico, 'ACME', 'Acme Ltd');
    browser = await startBrowser();
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 800 } });
    office = await context.newPage();
    await office.goto(`${portico.url}/sign-in?to=/admin/imports`);
    await office.getByLabel('Email').fill(MAYA);
    await office.getByLabel('Password').fill(PASSWORD);
    await office.getByRole('button', { name: 'Sign in' }).click();
    await office.waitForURL('**/admin/imports');
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await portico.close();
  });

  const field = (name: string) => office.getByRole('group', { name, exact: true }).first();
  const choose = async (name: string, column: string) => {
    const select = field(name).getByLabel(name).first();
    const label = await select.locator('option', { hasText: column }).first().textContent();
    await select.selectOption({ label: label ?? '' });
  };
  const goOn = (button: string) => office.getByRole('button', { name: button }).click();

  it('from the upload to the records', async () => {
    await office.getByRole('link', { name: 'Import a file' }).first().click();
    await office.getByLabel('What is in the file').selectOption('jobs');
    await office.getByLabel('File', { exact: true }).setInputFiles({
      name: 'tickets.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(ROWS),
    });
    await goOn('Send the file');
    await office.waitForURL('**/columns');

    // A value for every row is asked for as soon as it is chosen.
    const typed = field('Status').getByLabel('The same for every row');
    expect(await typed.isVisible()).toBe(false);
    await choose('Status', 'The same for every row');
    expect(await typed.isVisible()).toBe(true);
    const words = field('Status').getByLabel('“Done”');
    expect(await words.isVisible()).toBe(false);
    await choose('Status', 'State (Done)');
    expect([await typed.isVisible(), await words.isVisible()]).toEqual([false, true]);
    await words.selectOption('completed');

    await choose('Date', 'Taken on');
    await choose('Weight', 'Load');
    await goOn('Check the file');

    const summary = office.locator('.error-summary');
    await summary.waitFor();
    expect(await summary.getByRole('link').allTextContents()).toEqual(['Choose the unit of this weight.']);
    await field('Weight').getByLabel('Unit').selectOption('t');
    await office.setViewportSize({ width: 360, height: 740 });
    expect(await office.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await goOn('Check the file');
    await goOn('Import 2 rows');
    await office.getByText('2 rows are in Portico now.').waitFor();
    expect(await office.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await office.getByRole('link', { name: 'Look at what was imported' }).click();
    await office.waitForURL('**/admin/jobs?from=*');
    expect(
      await portico.sql(
        `select j.reference, j.date::text, j.status, w.grams::int from jobs j join waste_items w on w.job_id = j.id order by 1`,
      ),
    ).toEqual([
      { reference: 'T-1', date: '2026-03-04', status: 'completed', grams: 1_500_000 },
      { reference: 'T-2', date: '2026-03-31', status: 'completed', grams: 250_000 },
    ]);
  }, 60_000);
});
