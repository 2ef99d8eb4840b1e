import csrfProtection from '@fastify/csrf-protection';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Forbidden, say } from '../errors.js';

export const SESSION_COOKIE = 'portico_session';

/** The token is bound to the session, so that a cookie set by a neighbouring site is of no use. */
const boundTo = (request: FastifyRequest): string => request.cookies[SESSION_COOKIE] || 'nobody';

const tokenOf = (request: FastifyRequest): string | undefined => {
  const given = (from: unknown) => (from as Record<string, unknown> | null | undefined)?.['_csrf'];
  const token = given(request.body) ?? given(request.query) ?? request.headers['x-csrf-token'];
  return typeof token === 'string' ? token : undefined;
};

/** Registers the protection that every form relies on. Multipart forms send the token in their query. */
export async function registerCsrf(server: FastifyInstance, hmacKey: string, secure: boolean): Promise<void> {
  await server.register(csrfProtection, {
    cookieKey: 'portico_csrf',
    cookieOpts: { path: '/', sameSite: 'lax', httpOnly: true, secure },
    csrfOpts: { hmacKey },
    getUserInfo: boundTo,
    getToken: (request) => tokenOf(request) as string,
  });
}

/** The token for the forms of a page. */
export const csrfToken = (request: FastifyRequest, reply: FastifyReply): string =>
  reply.generateCsrf({ userInfo: boundTo(request) });

/**
 * @param signedOut nobody is signed in where somebody must be
 * @throws Forbidden when a form comes without its token, or with another's
 */
export function checkCsrf(request: FastifyRequest, reply: FastifyReply, signedOut: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = () => reject(signedOut ? signedOutMeanwhile(request) : formExpired());
    // The plugin answers by itself; here the error page of the house shall answer.
    const answering = Object.create(reply, { send: { value: refuse } }) as FastifyReply;
    request.server.csrfProtection(request, answering, () => resolve());
  });
}

const formExpired = (): Forbidden =>
  new Forbidden(say('platform.errors.formExpired'), { title: say('platform.errors.formExpiredTitle') });

/** Leads back to the page that the form stood on. */
const signedOutMeanwhile = (request: FastifyRequest): Forbidden =>
  new Forbidden(say('platform.errors.signedOut'), {
    title: say('platform.errors.signedOutTitle'),
    wayOn: { label: 'platform.errors.signInAgain', href: signInHref(request) },
  });

/** Nothing is lost of it where nobody is signed in. */
export const isRead = ({ method }: FastifyRequest): boolean => ['GET', 'HEAD'].includes(method);

/** Where to sign in, to come back to this page, or to the one that a form stood on. */
export function signInHref(request: FastifyRequest): string {
  const to = isRead(request) ? request.url : cameFrom(request);
  return to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`;
}

function cameFrom({ headers, host }: FastifyRequest): string {
  const from = URL.canParse(headers.referer ?? '') ? new URL(headers.referer as string) : undefined;
  return from?.host === host ? `${from.pathname}${from.search}` : '/';
}
