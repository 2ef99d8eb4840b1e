import { packAnswers, unpackAnswers, type Answers } from '../platform/http/behind.js';

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
