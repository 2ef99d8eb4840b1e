import { Invalid, say } from '../../platform/errors.js';

/** The text of a file, and by which encoding it was read where that was a guess. */
export interface FileText {
  readonly text: string;
  readonly guessed: string;
}

/**
 * A file's bytes as text: what its byte order mark says, else UTF-8, else what Windows programs in the west write.
 * @throws Invalid at `file` for a file that is no text
 */
export function textOf(bytes: Buffer): FileText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes, 'utf-16be');
  if (bytes.includes(0)) throw new Invalid({ file: say('portal-users.lists.noText') });
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), guessed: '' };
  } catch {
    return { ...decoded(bytes, 'windows-1252'), guessed: 'Windows-1252' };
  }
}

const decoded = (bytes: Buffer, encoding: string): FileText => ({
  text: new TextDecoder(encoding).decode(bytes),
  guessed: '',
});
