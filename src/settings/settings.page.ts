import { say, type Text } from '../platform/errors.js';
import { packAnswers, unpackAnswers, type Answers } from '../platform/http/behind.js';
import type { LatestChange } from './latest-change.queries.js';

/** A form that met somebody else's change: who it was, for the notice above the form. */
export interface BehindNotice {
  readonly text: Text;
  readonly at: Date;
}

/** What every form of settings carries hidden, so that nobody overwrites what they have not seen. */
export interface FormBasis {
  readonly action: string;
  readonly version: number;
  readonly shown: string;
}

/** The basis of a form that shows these values of this version. */
export const formBasis = (action: string, version: number, now: Answers): FormBasis => ({
  action,
  version,
  shown: packAnswers(now),
});

/**
 * The basis of a form that is shown again with faults: the one it was sent with. Taking today's would let the person
 * overwrite what they have not seen.
 */
export function sentBasis(basis: FormBasis, sent: Readonly<Record<string, unknown>>): FormBasis {
  const version = Number(sent['version']);
  const shown = unpackAnswers(sent['shown']);
  return Number.isSafeInteger(version) && version > 0
    ? { ...basis, version, shown: shown ? packAnswers(shown) : '' }
    : basis;
}

/** Says whose change a form met. */
export const behindNotice = (change: LatestChange | undefined): BehindNotice => ({
  text: change?.who
    ? say('settings.behind.notice', { who: change.who })
    : say('settings.behind.noticeUnknown'),
  at: change?.at ?? new Date(),
});
