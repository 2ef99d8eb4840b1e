import {
  Catch,
  HttpException,
  Injectable,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isAway } from '../database/database.js';
import {
  InOtherRoom,
  Invalid,
  NotFound,
  PorticoError,
  say,
  SignInNeeded,
  type Text,
  TwoStepNeeded,
} from '../errors.js';
import { errorPage } from '../pages/error-pages.js';
import { Redirect } from '../pages/page.js';
import { Words } from '../pages/words.js';
import { isRead, signInHref } from './csrf.js';

/** The one place where errors become HTTP: pages for people, problem details (RFC 9457) for systems. */
@Catch()
@Injectable()
export class ErrorsFilter implements ExceptionFilter {
  private readonly log = new Logger('Errors');

  constructor(private readonly words: Words) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, text } = this.meaning(thrown, request);
    if (reply.sent || reply.raw.headersSent) return void reply.raw.destroy();
    if (status === 503) reply.header('retry-after', 60);
    if (request.url.startsWith('/api/')) return this.problem(reply, status, text, thrown);
    if (thrown instanceof SignInNeeded) return void reply.send(signInFirst(request));
    if (thrown instanceof TwoStepNeeded) return void reply.send(setUpFirst(request, text));
    if (thrown instanceof InOtherRoom) return void reply.send(new Redirect(thrown.href));
    // A route that was to send a file has named its type already; a page has its own.
    reply.removeHeader('content-type').removeHeader('content-disposition').removeHeader('content-length');
    const words = thrown instanceof PorticoError ? thrown.page : {};
    reply.status(status).send(errorPage(status, text, words));
  }

  private meaning(thrown: unknown, request: FastifyRequest): { status: number; text: Text } {
    if (thrown instanceof PorticoError) return thrown;
    const status = statusOf(thrown);
    if (status === 404) return new NotFound();
    if (status && status < 500)
      return { status, text: say(`platform.errors.http${status === 413 ? 413 : 400}`) };
    if (isAway(thrown)) {
      this.log.warn(`${request.method} ${pathOf(request)}: ${(thrown as Error).message}`);
      return { status: 503, text: say('platform.errors.busy') };
    }
    this.log.error(`${request.method} ${pathOf(request)}: ${(thrown as Error)?.stack ?? String(thrown)}`);
    return { status: 500, text: say('platform.errors.failed') };
  }

  private problem(reply: FastifyReply, status: number, text: Text, thrown: unknown): void {
    const fields = thrown instanceof Invalid ? thrown.fields : {};
    const errors = Object.entries(fields).map(([field, fault]) => ({
      field,
      message: this.words.say(fault),
    }));
    reply
      .status(status)
      .type('application/problem+json')
      .send({
        type: 'about:blank',
        title: this.words.say(this.forSystems(text)),
        status,
        ...(errors.length > 0 ? { errors } : {}),
      });
  }

  /** A sentence that tells a person which page to open has another beside it, which tells a system what to send. */
  private forSystems(text: Text): Text {
    const key = `${text.key}Api`;
    return this.words.has(key) ? { ...text, key } : text;
  }
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status = (thrown as { statusCode?: unknown } | undefined)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}

/** The path without its query, and without a token at its end: neither belongs in a log. */
const pathOf = (request: FastifyRequest): string =>
  request.routeOptions.url ?? request.url.split('?')[0] ?? '';

/** Of a form that was sent it says that nothing came of it; the page itself says why it is shown. */
const setUpFirst = (request: FastifyRequest, text: Text): Redirect =>
  new Redirect('/admin/two-step', isRead(request) ? undefined : text, 'attention');

/** An ended session goes to the sign-in; of a form that was sent then, it says that nothing came of it. */
function signInFirst(request: FastifyRequest): Redirect {
  const isLost = !isRead(request) && request.url !== '/sign-out';
  const href = request.url === '/sign-out' ? '/sign-in' : signInHref(request);
  return new Redirect(href, isLost ? say('platform.errors.signedOut') : undefined, 'attention');
}
