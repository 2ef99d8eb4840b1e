import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startPortico, type TestPortico } from '../support/app.js';
import { startBrowser } from '../support/browser.js';
import { PASSWORD, staff } from '../support/office.js';
import { Scene } from '../support/scene.js';

/** Run in the page: how many rows are ticked, and what stands beside the box for all of them. */
const TICKED = `[document.querySelectorAll('.row-choice input:checked').length,
  document.querySelector('[data-tick-all] output').textContent, document.querySelector('#tick-all').indeterminate]`;

/** How far the head of the first column begins from its names. */
const APART = `Math.abs(document.querySelector('thead th a').getBoundingClientRect().left
  - document.querySelector('.row-link').getBoundingClientRect().left)`;

/** How wide the page is, what room it has, and how far the table goes beyond its frame. */
const WIDTHS = `(() => {
  const frame = document.querySelector('.table-frame');
  return [document.documentElement.scrollWidth, document.documentElement.clientWidth, frame.scrollWidth - frame.clientWidth];
})()`;

/** What is seen where the head lies over the box of the second row. */
const ON_TOP = `(() => {
  document.body.style.paddingBottom = '200vh';
  scrollTo(0, scrollY + document.querySelectorAll('.row-choice')[1].getBoundingClientRect().top);
  const box = document.querySelectorAll('.row-choice')[1].getBoundingClientRect();
  return document.elementFromPoint(box.left + box.width / 2, box.top + 4).closest('th').textContent.trim();
})()`;

describe('the rows of a list', () => {
  let portico: TestPortico;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    portico = await startPortico();
    const scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await portico.sql(
      `update customers set trading_name = 'Acme Removals and Storage', contact_name = 'Bartholomew Featherstone',
         email = 'bartholomew.featherstone@acme-removals-and-storage.example', phone = '01632 960 400',
         address = '21 Dune Road, Great Aldersea', postcode = 'NR42 8DT', account_manager = 'Moira Penhallow'`,
    );
    for (const n of [1, 2, 3]) await scene.put(`jobs/J-${n}`, { customer: 'ACME', date: '2026-03-04' });
    browser = await startBrowser();
    page = await browser.newPage({ baseURL: portico.url });
    await staff(portico, 'ruth@office.test', 'Ruth');
    await page.goto('/sign-in');
    await page.fill('[name=email]', 'ruth@office.test');
    await page.fill('[name=password]', PASSWORD);
    await page.click('main [type=submit]');
    await page.goto('/admin/jobs');
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await portico.close();
  });

  it('are ticked all at once, one of them not, and go where the ticked ones go', async () => {
    expect(await page.evaluate(TICKED)).toEqual([0, '', false]);
    await page.getByLabel('Tick all 3 rows on this page').check();
    expect(await page.evaluate(TICKED)).toEqual([3, '3 of 3 ticked', false]);
    await page.getByLabel('Choose J-2').uncheck();
    expect(await page.evaluate(TICKED)).toEqual([2, '2 of 3 ticked', true]);
    await page.click('#selection [value=deletion]');
    expect(await page.textContent('main')).toContain('J-1');
    expect(await page.textContent('main')).not.toContain('J-2');
    await page.goBack();
    expect((await page.evaluate<unknown[]>(TICKED))[1]).toBe('2 of 3 ticked');
    await page.getByLabel('Tick all 3 rows on this page').check();
    await page.getByLabel('Tick all 3 rows on this page').uncheck();
    expect(await page.evaluate(TICKED)).toEqual([0, '', false]);
  }, 60_000);

  it('go below the head when the page is scrolled, box and all; the head stands above their names', async () => {
    await page.goto('/admin/jobs');
    expect(await page.evaluate<number>(APART)).toBeLessThan(1);
    expect(await page.evaluate(ON_TOP)).toBe('Reference');
  }, 60_000);

  it('stand on paper without what only a screen can do', async () => {
    await page.goto('/admin/jobs');
    await page.emulateMedia({ media: 'print' });
    for (const tool of ['.tick-all', '.row-choice', '.selection', '.list-tools', '.list-changes'])
      expect([tool, await page.locator(tool).first().isVisible()]).toEqual([tool, false]);
    expect(await page.evaluate<number>(APART)).toBeLessThan(1);
    await page.emulateMedia({ media: 'screen' });
  }, 60_000);

  it('slide in their frame where many columns were chosen, and never widen the page', async () => {
    await page.setViewportSize({ width: 1190, height: 900 });
    const all = ['reference', 'name', 'tradingName', 'contactName', 'email', 'phone', 'address', 'postcode'];
    await page.goto(`/admin/customers?columns=${[...all, 'accountManager', 'people', 'portal'].join()}`);
    const [width, room, frame] = await page.evaluate<number[]>(WIDTHS);
    expect(width).toBe(room);
    expect(frame).toBeGreaterThan(0);
  }, 60_000);

  it('say nothing on a phone of what is empty', async () => {
    await page.setViewportSize({ width: 360, height: 780 });
    await page.goto('/admin/jobs?columns=date,crew');
    const labels = `[...document.querySelectorAll('tbody tr:first-child td')].filter((cell) => cell.checkVisibility())
      .map((cell) => cell.dataset.label)`;
    expect(await page.evaluate(labels)).toEqual(['Customer', 'Date']);
  }, 60_000);
});
