import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import multipart from '@fastify/multipart';
import type { DynamicModule, LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import qs from 'qs';
import { AppModule } from './app.module.js';
import { registerPageViews } from './audit/page-views.js';
import { Config } from './platform/config.js';
import { Refused, say } from './platform/errors.js';
import { readableUrl } from './platform/http/readable-url.js';
import { registerCsrf } from './platform/http/csrf.js';
import { registerSecurityHeaders } from './platform/http/security-headers.js';
import { registerPages } from './platform/pages/register-pages.js';
import { registerFileBodies } from './sections/documents/file.bodies.js';

const MEBIBYTE = 1024 * 1024;
type Logger = LoggerService | false;

/**
 * The web role: the application behind Fastify, initialised and ready to listen.
 * @param root what it is made of; tests add routes that prove what a check finds
 */
export async function webApplication(
  config: Config,
  logger: Logger,
  root: DynamicModule = AppModule.with(config),
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: trusted(config.trustProxy),
    bodyLimit: 2 * MEBIBYTE,
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    multipart: false,
    rewriteUrl: ({ url = '/' }: IncomingMessage) => readableUrl(url),
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger,
    abortOnError: false,
  });
  const secure = config.baseUrl.startsWith('https:');
  const server = adapter.getInstance();
  registerSecurityHeaders(server, secure);
  await registerPages(app);
  await registerCsrf(server, config.secretKeys[0], secure);
  await server.register(multipart, { limits: { files: 1, fileSize: 50 * MEBIBYTE, fields: 50 } });
  // A batch is read line by line, as it arrives.
  server.addContentTypeParser('application/x-ndjson', (_request, payload, done) => done(null, payload));
  // A document's file is kept as it arrives.
  registerFileBodies(server);
  // Merge patches are JSON.
  app.useBodyParser('application/merge-patch+json', { bodyLimit: 2 * MEBIBYTE }, (_request, body, done) =>
    parseJson(body, done),
  );
  // Names such as people[0][email] become lists and objects, as the forms' classes want them.
  app.useBodyParser('application/x-www-form-urlencoded', { bodyLimit: MEBIBYTE }, (_request, body, done) =>
    done(null, qs.parse(body.toString('utf8'), { depth: 4, parameterLimit: 5000, arrayLimit: 1000 })),
  );
  registerPageViews(app);
  app.enableShutdownHooks();
  await app.init();
  await server.ready();
  return app;
}

function parseJson(body: Buffer, done: (error: Error | null, value?: unknown) => void): void {
  try {
    done(null, JSON.parse(body.toString('utf8')));
  } catch {
    done(new Refused(say('sections.api.json')));
  }
}

/** So many hops before us are ours; what lies further away could have written anything. */
const trusted = (proxies: Config['trustProxy']) =>
  typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies;
