import { Invalid, say } from '../platform/errors.js';
import { jpegSize } from '../platform/paper/paper.picture.js';
import type { LogoType } from './organisation.js';

/** A logo stands in the corner of every page; a megabyte is far more than it needs. */
export const LOGO_BYTES = 1_000_000;

/** A file as it was sent: its first bytes, up to the limit, and whether there were more. */
export interface SentFile {
  readonly bytes: Buffer;
  readonly tooLarge: boolean;
}

/** How a file of each type begins, and whether all of it is there. What a browser or a file's name says proves nothing. */
const TYPES: readonly (readonly [LogoType, Buffer, (bytes: Buffer) => boolean])[] = [
  ['image/png', Buffer.from('89504e470d0a1a0a', 'hex'), isWholePng],
  [
    'image/jpeg',
    Buffer.from('ffd8ff', 'hex'),
    (bytes) => bytes.includes(Buffer.from('ffd9', 'hex')) && jpegSize(bytes) !== undefined,
  ],
];

/**
 * The type of a logo, told by its bytes.
 * @throws Invalid at `logo` when it is empty, too large, cut off, or something else
 */
export function logoType({ bytes, tooLarge }: SentFile): LogoType {
  if (tooLarge) throw new Invalid({ logo: say('settings.logo.tooLarge') });
  if (bytes.length === 0) throw new Invalid({ logo: say('settings.logo.empty') });
  const found = TYPES.find(([, beginning]) => bytes.subarray(0, beginning.length).equals(beginning));
  if (!found) throw new Invalid({ logo: say('settings.logo.wrongType') });
  const [type, , isWhole] = found;
  if (!isWhole(bytes)) throw new Invalid({ logo: say('settings.logo.broken') });
  return type;
}

/** Goes from part to part (ISO/IEC 15948, 5.3): the first says how large the picture is, the last that it ends. */
function isWholePng(bytes: Buffer): boolean {
  if (bytes.length < 33 || !bytes.readUInt32BE(16) || !bytes.readUInt32BE(20)) return false;
  for (let at = 8; at + 12 <= bytes.length; at += bytes.readUInt32BE(at) + 12)
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return true;
  return false;
}
