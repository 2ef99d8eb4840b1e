import { request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Controller, Get, Global, HttpCode, Module, Post } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { load } from 'cheerio';
import { Config } from '../config.js';
import { say } from '../errors.js';
import { errorPage } from './error-pages.js';
import { FrameSource } from './frame.js';
import { Page, Redirect } from './page.js';
import { PagesModule } from './pages.module.js';
import { registerPages } from './register-pages.js';
import { strangersFacts } from './strangers-facts.js';
import { verbatim } from './words.js';

const config = new Config({
  DATABASE_URL: 'postgres://nowhere',
  SECRET_KEY: 's'.repeat(32),
  BASE_URL: 'https://portal.example',
});
let broken = false;

@Controller()
class Pages {
  @Get('page')
  page() {
    return new Page('platform/refused', {
      head: { title: verbatim('A page') },
      because: verbatim('Because <b>'),
    });
  }
  @Post('wrong')
  wrong() {
    return new Page(
      'platform/refused',
      { head: { title: verbatim('Wrong') }, because: verbatim('x') },
      { status: 422 },
    );
  }
  @Post('done')
  done() {
    return new Redirect('/page', say('platform.errors.invalid'), 'attention');
  }
  @Get('failed')
  failed() {
    return errorPage(500, verbatim('secret'));
  }
  @Post('data')
  @HttpCode(202)
  data() {
    return { head: 'not a page' };
  }
}

@Global()
@Module({
  providers: [
    { provide: Config, useValue: config },
    {
      provide: FrameSource,
      useValue: {
        facts: () => {
          if (broken) throw new Error('the database is gone');
          return { ...strangersFacts, csrfToken: 'token' };
        },
      },
    },
  ],
  exports: [Config, FrameSource],
})
class Around {}

interface Answer {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly body: string;
}

let app: NestFastifyApplication;

/** As a browser asks, but the answer stays packed as it was sent. */
const ask = (path: string, method: 'GET' | 'POST' = 'GET', headers: Record<string, string> = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const { port } = app.getHttpServer().address() as AddressInfo;
    const asking = request({ port, path, method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const bytes = Buffer.concat(parts);
        resolve({
          statusCode: answer.statusCode ?? 0,
          headers: answer.headers,
          bytes,
          body: bytes.toString('utf8'),
        });
      });
    });
    asking.on('error', reject).end();
  });

beforeAll(async () => {
  const module = await Test.createTestingModule({
    imports: [Around, PagesModule],
    controllers: [Pages],
  }).compile();
  app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  await registerPages(app);
  await app.listen(0, '127.0.0.1');
});
afterAll(() => app.close());

describe('what a controller returns', () => {
  it('a page is rendered, with what people typed escaped', async () => {
    const answer = await ask('/page');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).toContain('Because &lt;b&gt;');
  });

  it('a page has the status it asks for, also by POST', async () => {
    expect((await ask('/wrong', 'POST')).statusCode).toBe(422);
  });

  it('data stays data', async () => {
    const answer = await ask('/data', 'POST');
    expect([answer.statusCode, JSON.parse(answer.body)]).toEqual([202, { head: 'not a page' }]);
  });

  it('a redirect leads on, and its sentence is shown once', async () => {
    const answer = await ask('/done', 'POST');
    expect([answer.statusCode, answer.headers['location'], answer.body]).toEqual([303, '/page', '']);
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^portico_flash=.*; HttpOnly; Secure; SameSite=Lax$/);
    const next = await ask('/page', 'GET', { cookie: cookie.split(';')[0] ?? '' });
    expect(load(next.body)('[role=status]').text().trim()).toBe(
      'Some fields need another look. Nothing was saved.',
    );
    expect(next.headers['set-cookie']?.[0]).toMatch(/^portico_flash=;/);
  });

  it('a sentence that we did not sign is not shown', async () => {
    const next = await ask('/page', 'GET', { cookie: 'portico_flash=eyJ0ZXh0Ijp7fX0.x' });
    expect(load(next.body)('[role=status]').text().trim()).toBe('');
  });

  it('the page of a failure is shown even when nobody can say who asks, and keeps the reason to itself', async () => {
    broken = true;
    const answer = await ask('/failed');
    broken = false;
    expect(answer.statusCode).toBe(500);
    expect(answer.body).toContain('Something went wrong on our side');
    expect(answer.body).not.toContain('secret');
  });
});

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
