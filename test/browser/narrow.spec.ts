import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { readTrade } from '../../src/admin/demo/demos.js';
import { Demonstration } from '../../src/admin/demo/demonstration.service.js';
import { demoSignIns, type DemoSignIn } from '../../src/platform/run/demo-sign-ins.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { startBrowser } from '../support/browser.js';

const PHONE = { width: 360, height: 780 };
/** What is no page, or leaves the room. */
const NO_PAGE =
  /\.(csv|xlsx|pdf|zip|json)$|\/(file|pdf)$|\/files\/|\/photos\/|\/versions\/\d+$|\/api\/|\/dev\//;

/** One address of each kind: records of a section are all of one kind. */
const kindOf = (path: string): string => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');

/**
 * Run in the page: what is wider than it, what is typed in smaller than 16 px, what a finger misses, a list that cannot
 * be sorted, and how far tools push down the first row of a customer's list.
 */
const FAULTS = `(() => {
  const found = [];
  if (document.documentElement.scrollWidth > window.innerWidth) found.push('scrolls sideways');
  for (const field of document.querySelectorAll('select, textarea, input:not([type=hidden], [type=checkbox], [type=radio])'))
    if (parseFloat(getComputedStyle(field).fontSize) < 16) found.push('is typed in small: ' + field.name);
  for (const button of document.querySelectorAll('.button, summary'))
    if (button.checkVisibility() && button.getBoundingClientRect().height < 43.5)
      found.push('is lower than 44 px: ' + button.textContent.trim());
  for (const box of document.querySelectorAll('.row-choice'))
    if (Math.min(box.offsetWidth, box.offsetHeight) < 43.5) found.push('is smaller than 44 px: a box of a row');
  const filters = document.querySelector('.filters-more');
  if (filters && document.querySelector('.opens ~ .opens') && document.querySelector('thead a')) {
    filters.open = true;
    if (!document.querySelector('.sort-by summary')?.checkVisibility()) found.push('cannot be sorted');
    filters.open = false;
  }
  const row = document.querySelector('.room-portal main:has(> .filters):not(:has(> .above)) > .table-frame tbody tr');
  const top = row ? row.getBoundingClientRect().top + window.scrollY : 0;
  if (top > 320) found.push('begins too far down: ' + top);
  return found;
})()`;

/** Run in the page: where its links lead to. */
const LINKS = `[...document.querySelectorAll('a[href]')].map((link) => new URL(link.getAttribute('href'), location.href).href)`;

/** Opens a page of each kind that can be reached by links from where somebody is, and says what is wrong with it. */
async function walk(page: Page): Promise<{ pages: string[]; wrong: string[] }> {
  const rest = [new URL(page.url()).pathname];
  const seen = new Set<string>();
  const wrong: string[] = [];
  for (const path of rest) {
    if (seen.has(kindOf(path))) continue;
    seen.add(kindOf(path));
    await page.goto(new URL(path, page.url()).href, { waitUntil: 'load' });
    wrong.push(...(await page.evaluate<string[]>(FAULTS)).map((fault) => `${path} ${fault}`));
    const hrefs = await page.evaluate<string[]>(LINKS);
    const here = new URL(page.url()).origin;
    rest.push(
      ...hrefs
        .filter((href) => href.startsWith(here))
        .map((href) => new URL(href).pathname)
        .filter((next) => !NO_PAGE.test(next)),
    );
  }
  return { pages: [...seen], wrong };
}

describe.each([
  ['pool', 'Administrator', '/admin/jobs/:id/edit'],
  ['guarding', 'Customer', '/portal/checkpoint-reports/:id'],
] as const)('on a phone of 360 px, the pages of the demonstration of %s', (trade, who, one) => {
  let portico: TestPortico;
  let browser: Browser;

  beforeAll(async () => {
    portico = await startPortico();
    await portico.app.get(Demonstration, { strict: false }).load(readTrade([trade]), () => undefined);
    browser = await startBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await portico.close();
  });

  it(`never scroll sideways for the ${who.toLowerCase()}, and can be typed in and touched`, async () => {
    const context = await browser.newContext({ viewport: PHONE, hasTouch: true });
    const page = await context.newPage();
    const signIn = demoSignIns(portico.config.folder)?.find((known) =>
      known.who.startsWith(who),
    ) as DemoSignIn;
    await page.goto(`${portico.url}/sign-in`);
    await page.fill('[name=email]', signIn.email);
    await page.fill('[name=password]', signIn.password);
    await page.click('main button');
    await page.waitForURL(/\/(admin|portal)/);
    const { pages, wrong } = await walk(page);
    expect(pages).toContain(one);
    expect(wrong).toEqual([]);
  }, 60_000);
});
