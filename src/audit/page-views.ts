import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestWithViewer } from '../access/access.decorators.js';
import { AccessLog } from './access-log.service.js';

/** Pages that ask for themselves again and again while work is on its way: that is no visit. */
const ASKS_AGAIN = /\/(exports|imports|operations)(\/|$)/;

/** Has every page that somebody signed in was shown written down, after it was answered. */
export function registerPageViews(app: NestFastifyApplication): void {
  const log = app.get(AccessLog, { strict: false });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', async (request: FastifyRequest, reply: FastifyReply) => {
      const { viewer } = request as Partial<RequestWithViewer>;
      const section = sectionOf(request.routeOptions.url ?? '');
      if (viewer && section !== undefined && isView(request, reply))
        log.later(viewer, { kind: 'view', section });
    });
}

function isView({ method, url, headers }: FastifyRequest, reply: FastifyReply): boolean {
  if (method !== 'GET' || reply.statusCode !== 200) return false;
  if (ASKS_AGAIN.test(url) && headers['sec-fetch-dest'] === 'empty') return false;
  return String(reply.getHeader('content-type')).startsWith('text/html');
}

/** `jobs` of `/portal/jobs/:id`, `reporting.volumes`, `home`; undefined outside the two rooms. */
export function sectionOf(route: string): string | undefined {
  const [, room, first = 'home', second] = route.split('/');
  if (room !== 'portal' && room !== 'admin') return undefined;
  return first === 'reporting' && second && !second.startsWith(':') ? `reporting.${second}` : first;
}
