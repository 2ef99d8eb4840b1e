/**
 * What every page is sent with. Scripts and styles come only from our own files: no inline script, no style
 * attribute, so that a name typed by somebody cannot become either. Pages are not kept: after signing out on a
 * shared machine, *back* shows nothing.
 */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; frame-ancestors 'none'; " +
    "form-action 'self'; base-uri 'none'; object-src 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'private, no-store',
} as const;
