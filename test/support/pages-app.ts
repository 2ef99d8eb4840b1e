import { request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Controller, Get, Global, HttpCode, Module, Post } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { afterAll, beforeAll } from '@jest/globals';
import { Config } from '../../src/platform/config.js';
import { say } from '../../src/platform/errors.js';
import { errorPage } from '../../src/platform/pages/error-pages.js';
import { FrameSource } from '../../src/platform/pages/frame.js';
import { Page, Redirect } from '../../src/platform/pages/page.js';
import { PagesModule } from '../../src/platform/pages/pages.module.js';
import { registerPages } from '../../src/platform/pages/register-pages.js';
import { strangersFacts } from '../../src/platform/pages/strangers-facts.js';
import { verbatim } from '../../src/platform/pages/words.js';

const config = new Config({
  DATABASE_URL: 'postgres://nowhere',
  SECRET_KEY: 's'.repeat(32),
  BASE_URL: 'https://portal.example',
});
let broken = false;
/** The database is gone: nobody can say who asks. */
export const whoAsksFails = (fails: boolean): void => void (broken = fails);

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

export interface Answer {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly body: string;
}

let app: NestFastifyApplication;

/** As a browser asks, but the answer stays packed as it was sent. */
export const ask = (path: string, method: 'GET' | 'POST' = 'GET', headers: Record<string, string> = {}) =>
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

/** A small application around pages, for one spec. */
export function startPagesApp(): void {
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
}
