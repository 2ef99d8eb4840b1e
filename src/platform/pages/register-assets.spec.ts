import { describe, expect, it } from '@jest/globals';
import { load } from 'cheerio';
import { ask, startPagesApp } from '../../../test/support/pages-app.js';

startPagesApp();

describe('assets', () => {
  it('are named by the page with the hash of their content, and kept for ever', async () => {
    const $ = load((await ask('/page')).body);
    const hrefs = $('link[href^="/assets/"], script[src^="/assets/"]')
      .toArray()
      .map((element) => element.attribs['href'] ?? element.attribs['src'] ?? '');
    expect(hrefs).toHaveLength(5);
    for (const href of hrefs) {
      const answer = await ask(href);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    }
  });

  it('are sent packed to those who can unpack', async () => {
    const href = load((await ask('/page')).body)('link[href*="portico"]').attr('href') ?? '';
    const [plain, packed] = [await ask(href), await ask(href, 'GET', { 'accept-encoding': 'gzip, br' })];
    expect(packed.headers['content-encoding']).toBe('br');
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3);
    expect(plain.body).toMatch(/url\(\/assets\/fonts\/inter\.[0-9a-f]{10}\.woff2\)/);
  });

  it('do not exist under another name', async () => {
    for (const href of [
      '/assets/portico.css',
      '/assets/../package.json',
      '/assets/brand-red.css',
      '/assets/brand-0b5d66.css.x',
    ]) {
      expect((await ask(href)).statusCode).toBe(404);
    }
  });

  it('the first page of a stranger weighs less than 100 kB, with everything it needs', async () => {
    const page = await ask('/page', 'GET', { 'accept-encoding': 'br' });
    const $ = load((await ask('/page')).body);
    const hrefs = $('link[rel=stylesheet], link[rel=preload], script, link[rel=icon]')
      .toArray()
      .map((it) => it.attribs['href'] ?? it.attribs['src'] ?? '');
    const icons = [
      ...new Set(
        $('use')
          .toArray()
          .map((it) => it.attribs['href']?.split('#')[0] ?? ''),
      ),
    ];
    let bytes = page.bytes.length;
    for (const href of [...hrefs, ...icons])
      bytes += (await ask(href, 'GET', { 'accept-encoding': 'br' })).bytes.length;
    expect(bytes).toBeLessThan(100_000);
  });
});
