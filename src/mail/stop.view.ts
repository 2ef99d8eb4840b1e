import type { Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';

interface Said {
  readonly title: Text;
  readonly text: Text;
}

/** What the pages of a link that stops mails say. */
export interface StopWords<Found> {
  /** Where the links lead, without their tokens. */
  readonly path: string;
  /** The key of the words on the button. */
  readonly button: string;
  readonly ask: (found: Found) => Said;
  readonly done: (found: Found) => Said;
  readonly unknown: Said;
}

export interface StopModel extends PageModel {
  readonly text: Text;
  /** The form that stops them; none where they have been, or where nothing is known. */
  readonly form: { readonly action: string; readonly button: string } | null;
}

const page = ({ title, text }: Said, form: StopModel['form'], status: 200 | 410 = 200): Page<StopModel> =>
  new Page('mail/stop', { head: { title }, text, form }, { layout: 'visitor', status });

/** Asks before they are stopped: opening a link stops nothing. */
export const stopPage = <Found>(
  { ask, path, button }: StopWords<Found>,
  token: string,
  found: Found,
): Page<StopModel> => page(ask(found), { action: `${path}/${token}`, button });

export const stoppedPage = <Found>({ done }: StopWords<Found>, found: Found): Page<StopModel> =>
  page(done(found), null);

export const unknownStopPage = ({ unknown }: Pick<StopWords<never>, 'unknown'>): Page<StopModel> =>
  page(unknown, null, 410);
