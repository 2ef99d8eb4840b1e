import { say, type ErrorWords, type Text } from '../errors.js';
import { Page, type PageModel } from './page.js';

/** The model of every error page: `because` says what is the matter, in words for the person who asked. */
export interface ErrorPageModel extends PageModel {
  readonly because: Text;
  readonly wayOn: ErrorWords['wayOn'] | null;
}

const views: Readonly<Record<number, string>> = {
  403: 'forbidden',
  404: 'not-found',
  410: 'expired',
};

/**
 * The page of an error: 403, 404 and 410 have their own, other 4xx say that it was refused, 503 that somebody may try
 * again in a minute, the rest that it failed. A failure never shows what the server knows about it.
 */
export function errorPage(status: number, because?: Text, words: ErrorWords = {}): Page<ErrorPageModel> {
  const failed = status >= 500 || status < 400;
  const name = failed ? 'failed' : (views[status] ?? 'refused');
  const key = status === 503 ? 'busy' : name === 'not-found' ? 'notFound' : name;
  return new Page(
    `platform/${name}`,
    {
      head: { title: words.title ?? say(`platform.errorPages.${key}.title`) },
      because: (failed ? undefined : because) ?? say(`platform.errorPages.${key}.because`),
      wayOn: words.wayOn ?? null,
    },
    { status: failed && status !== 503 ? 500 : status },
  );
}
