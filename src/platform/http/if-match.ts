import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/**
 * What a sender says it has seen of a thing before it changes it (RFC 9110, 13.1.1): nothing, whatever stands as long
 * as something does, or one of these versions.
 */
export type Seen = undefined | '*' | readonly string[];

/** The request's `If-Match`. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): Seen => {
  return readIfMatch(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']);
});

/** Reads the header; a bare version counts as one in quotes, and what is no version at all matches nothing. */
export function readIfMatch(header: string | undefined): Seen {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (text === '*') return '*';
  if (/^[\w.-]+$/.test(text)) return [text];
  const strong = /(?:^|,)\s*"([^"]*)"\s*(?=,|$)/g;
  return [...text.matchAll(strong)].map(([, tag = '']) => tag);
}

/** The version that a form was filled in from. */
export const seenVersion = (version: number | undefined): Seen =>
  version === undefined ? undefined : [String(version)];

/** Whether a sender speaks of another version than the one that stands; of none where nothing stands. */
export function isBehind(seen: Seen, stands: string | number | undefined): boolean {
  if (seen === undefined) return false;
  if (stands === undefined) return true;
  return seen !== '*' && !seen.includes(String(stands));
}
