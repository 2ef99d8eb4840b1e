import { createHash } from 'node:crypto';

/** A word that stands on nothing else: the same for the same text. */
export const tokenFor = (text: string): string =>
  `qx${BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 16)}`)
    .toString(36)
    .slice(-6)
    .padStart(6, '0')}`;
