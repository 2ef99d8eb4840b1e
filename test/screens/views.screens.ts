import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser, type Page as Tab } from 'playwright-core';
import { Assets } from '../../src/platform/pages/assets.js';
import { brandSheet } from '../../src/platform/pages/brand.js';
import { samplePages } from './sample-pages.js';
import { gallery } from './gallery.js';

/**
 * Photographs every view with its sample at 360 and 1280 px, light and dark, into `.portico/screens`, and looks for
 * what a photograph does not show: sideways scrolling, blocked styles, small targets, and axe's findings.
 * `SCREENS=portal-list npm run test:screens` takes only those whose name holds that.
 */
const folder = '.portico/screens';
const wanted = process.env['SCREENS'] ?? '';
const screens = [...gallery(), ...(await samplePages())].filter(({ name }) => name.includes(wanted));
const assets = new Assets('public');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const policy =
  "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; object-src 'none'";

const sidewaysScript =
  'Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)';
const addressOf = (name: string) => `http://localhost:${(server.address() as AddressInfo).port}/${name}`;

let server: Server;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  server = createServer(({ url = '' }, answer) => {
    const colour = /brand-(\w+)\.css/.exec(url)?.[1];
    const asset = assets.find(url);
    const html = screens.find(({ name }) => url === `/${name}`)?.html;
    answer.setHeader('content-security-policy', policy);
    answer.setHeader('content-type', asset?.type ?? (colour ? 'text/css' : 'text/html; charset=utf-8'));
    answer.end(asset?.bytes ?? (colour ? brandSheet(`#${colour}`) : (html ?? '')));
  }).listen(0);
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
});
afterAll(async () => {
  await browser.close();
  server.close();
});

describe.each(screens)('$name', ({ name }) => {
  it.each([
    [360, 'light'],
    [360, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('at %i px, %s', async (width, colorScheme) => {
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      colorScheme,
      bypassCSP: false,
      hasTouch: width === 360,
    });
    const tab = await context.newPage();
    const complaints: string[] = [];
    tab.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    await tab.goto(addressOf(name), {
      waitUntil: 'networkidle',
    });
    await tab.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    const sideways = await tab.evaluate(sidewaysScript);
    expect({
      complaints,
      sideways,
      small: width === 360 ? await smallTargets(tab) : [],
      axe: await findings(tab),
    }).toEqual({
      complaints: [],
      sideways: 0,
      small: [],
      axe: [],
    });
    await context.close();
  });
});

/** What only shows after a click, and how the page feels under the keyboard. */
const steps = [
  ['portal-list', 360, '.menu-button', 'menu'],
  ['admin-list', 360, '.menu-button', 'menu'],
  ['portal-list', 360, '.filters-more summary', 'filters'],
  ['portal-list', 360, '.account summary', 'account'],
  ['portal-list', 1280, '.filters-more summary', 'filters'],
  ['portal-list', 1280, '.account summary', 'account'],
  ['admin-list', 1280, '.account summary', 'account'],
  ['portal-list', 768, 'h1', 'tablet'],
  ['admin-list', 900, 'h1', 'tablet'],
  ['admin-list', 1024, 'h1', 'tablet'],
  ['portal-figures', 768, 'h1', 'tablet'],
] as const;

describe('folded out', () => {
  it.each(steps.filter(([name]) => screens.some((screen) => screen.name === name)))(
    '%s at %i px: %s',
    async (name, width, target, label) => {
      const tab = await browser.newPage({ viewport: { width, height: 800 } });
      await tab.goto(addressOf(name), { waitUntil: 'networkidle' });
      await tab.click(target);
      await tab.screenshot({ path: `${folder}/${name}-${width}-${label}.png` });
      const sideways = await tab.evaluate(sidewaysScript);
      expect(sideways).toBe(0);
      await tab.close();
    },
  );
});

it('prints without what is only for clicking', async () => {
  const tab = await browser.newPage({ viewport: { width: 794, height: 1123 } });
  for (const { name } of screens.filter((screen) => /list$|figures$/.test(screen.name))) {
    await tab.goto(addressOf(name), { waitUntil: 'networkidle' });
    await tab.emulateMedia({ media: 'print' });
    await tab.screenshot({ path: `${folder}/${name}-print.png` });
    expect(
      await tab.locator('.menu, .filters-line, .pagination-links').filter({ visible: true }).count(),
    ).toBe(0);
  }
  await tab.close();
});

/** Buttons, fields and links that stand alone and are lower than a fingertip. */
const smallTargets = (tab: Tab): Promise<unknown> =>
  tab.evaluate(`[...document.querySelectorAll('button, select, summary, input:not([type=hidden]), textarea, a')]
    .filter((it) => it.checkVisibility() && !it.closest('p, li > a ~ *, svg, .visually-hidden, .skip') && !it.matches('.row-link, .menu-toggle, .skip'))
    .map((it) => [it.closest('.choice, .switch') ?? it, it])
    .filter(([it]) => it.getBoundingClientRect().height < 44)
    .map(([box, it]) => it.outerHTML.slice(0, 90) + ' ' + Math.round(box.getBoundingClientRect().height))`);

async function findings(tab: Tab): Promise<unknown> {
  await tab.evaluate(axe);
  return tab.evaluate(`axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map((node) => node.html.slice(0, 120) + ' ' + (node.any[0]?.message ?? '')).join(' | ')))`);
}
