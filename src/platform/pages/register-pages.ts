import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Assets } from './assets.js';
import { brandSheet, isColour } from './brand.js';
import { PageAnswers } from './page-answers.js';
import { Page, Redirect } from './page.js';

/**
 * Makes `Page` and `Redirect` answers, and serves `/assets/`. Call once, before `app.init()`.
 *
 * A hook and not an interceptor: Nest sets a route's status after its interceptors ran, so a form shown again (422)
 * would go out as 201. The hook also serves filters: `reply.send(errorPage(404))`.
 */
export async function registerPages(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const answers = app.get(PageAnswers);
  if (!fastify.hasPlugin('@fastify/cookie')) await fastify.register(cookie);
  await fastify.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: 1400,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  fastify.addHook(
    'preSerialization',
    async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
      if (!(payload instanceof Page || payload instanceof Redirect)) return payload;
      const html = await answers.answer(payload, request, reply);
      reply.serializer(() => html);
      return html;
    },
  );
  registerAssets(app);
}

/** Stylesheet, script, icons, font, and the colours of the business. Nobody need be signed in for these. */
export function registerAssets(app: NestFastifyApplication): void {
  const assets = app.get(Assets);
  app
    .getHttpAdapter()
    .getInstance()
    .get('/assets/*', { compress: false }, (request: FastifyRequest, reply: FastifyReply) => {
      const path = request.url.split('?', 1)[0] ?? '';
      const colour = `#${/^\/assets\/brand-([0-9a-f]{6})\.css$/.exec(path)?.[1] ?? ''}`;
      if (isColour(colour)) return kept(reply).type('text/css; charset=utf-8').send(brandSheet(colour));
      const asset = assets.find(path);
      if (!asset) return reply.code(404).type('text/plain; charset=utf-8').send('');
      const accepted = String(request.headers['accept-encoding'] ?? '');
      const packing = asset.packed
        ? (['br', 'gzip'] as const).find((name) => accepted.includes(name))
        : undefined;
      if (packing) void reply.header('content-encoding', packing);
      void reply.header('vary', 'accept-encoding').type(asset.type);
      return kept(reply).send(packing && asset.packed ? asset.packed[packing]() : asset.bytes);
    });
}

const kept = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'public, max-age=31536000, immutable');
