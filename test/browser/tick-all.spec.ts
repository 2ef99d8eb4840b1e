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
});
