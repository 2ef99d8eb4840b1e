import { isId } from '../../platform/ids.js';

/** Something that somebody may have named by its reference or its whole name. */
export interface Found {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  /** What was typed is its reference. */
  readonly exact: boolean;
}

/** What somebody typed to name one of too many; undefined where it can be no name. */
export function namedBy(typed: unknown): string | undefined {
  if (typeof typed !== 'string' || typed.length > 300 || /\p{Cc}/u.test(typed)) return undefined;
  const words = typed.normalize('NFC').trim();
  return words === '' || isId(words) ? undefined : words;
}

/** The id of the one that is meant: a reference before a name; undefined where there is none, or where it may be several. */
export function onlyOne(found: readonly Found[]): string | undefined {
  const exact = found.filter((one) => one.exact);
  const [one, ...others] = exact.length > 0 ? exact : found;
  return others.length > 0 ? undefined : one?.id;
}
