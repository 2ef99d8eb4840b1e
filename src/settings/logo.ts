import { Invalid, say } from '../platform/errors.js';
import type { LogoType } from './organisation.js';

/** A logo stands in the corner of every page; a megabyte is far more than it needs. */
export const LOGO_BYTES = 1_000_000;

/** A file as it was sent: its first bytes, up to the limit, and whether there were more. */
export interface SentFile {
  readonly bytes: Buffer;
  readonly tooLarge: boolean;
}

/** How a file of each type begins. What a browser or a file's name says of it proves nothing. */
const BEGINNINGS: readonly (readonly [LogoType, Buffer])[] = [
  ['image/png', Buffer.from('89504e470d0a1a0a', 'hex')],
  ['image/jpeg', Buffer.from('ffd8ff', 'hex')],
];

/**
 * The type of a logo, told by its bytes.
 * @throws Invalid at `logo` when it is empty, too large, or something else
 */
export function logoType({ bytes, tooLarge }: SentFile): LogoType {
  if (tooLarge) throw new Invalid({ logo: say('settings.logo.tooLarge') });
  if (bytes.length === 0) throw new Invalid({ logo: say('settings.logo.empty') });
  const found = BEGINNINGS.find(([, beginning]) => bytes.subarray(0, beginning.length).equals(beginning));
  if (!found) throw new Invalid({ logo: say('settings.logo.wrongType') });
  return found[0];
}
