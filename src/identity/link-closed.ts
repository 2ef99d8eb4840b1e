import type { Page } from '../platform/pages/page.js';
import { resetClosedPage } from './identity.view.js';
import { LinkBroken, LinkClosed } from './login-links.service.js';

/** The answer, or the page that says why a mailed link leads no further. `ask` is where another one is asked for. */
export async function orClosed<Answer>(ask: string, answer: () => Promise<Answer>): Promise<Answer | Page> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof LinkBroken) return resetClosedPage('broken', ask);
    if (!(error instanceof LinkClosed)) throw error;
    return resetClosedPage(error.because, error.mayAsk ? ask : undefined);
  }
}
