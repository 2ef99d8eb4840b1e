import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Text } from '../errors.js';
import type { Flash } from './frame.js';

export const flashCookie = 'portico_flash';
const longestCookie = 3000;

/** Signs the sentence for the next page, so that nobody can put words on a page by a cookie of their own. */
export function packFlash(flash: Flash, secret: string): string {
  const whole = encode(flash);
  const body = whole.length <= longestCookie ? whole : encode({ ...flash, text: shortened(flash.text) });
  return `${body}.${sign(body, secret)}`;
}

/** The sentence, or null when the cookie is missing, broken or signed by somebody else. */
export function unpackFlash(cookie: string | undefined, secrets: readonly string[]): Flash | null {
  const [body, signature] = (cookie ?? '').split('.');
  if (!body || !signature) return null;
  if (!secrets.some((secret) => same(signature, sign(body, secret)))) return null;
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Flash;
}

const encode = (flash: Flash): string => Buffer.from(JSON.stringify(flash)).toString('base64url');

const sign = (body: string, secret: string): string =>
  createHmac('sha256', secret).update(`flash ${body}`).digest('base64url');

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A browser drops a cookie above 4 kB: long values (a hundred addresses) are cut, the sentence stays. */
function shortened(text: Text): Text {
  const values = Object.entries(text.values ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' && value.length > 300 ? `${value.slice(0, 300)}…` : value,
  ]);
  return { key: text.key, values: Object.fromEntries(values) as Text['values'] };
}
