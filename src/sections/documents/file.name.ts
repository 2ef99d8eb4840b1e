import { endingsOf } from './file.kind.js';

const LONGEST = 200;

/**
 * The name that a file was sent under: of `Content-Disposition` (RFC 6266), else of the address. It is only ever shown;
 * bytes lie under names of our own. Undefined when none was said.
 */
export function sentName(disposition: string | undefined, query: unknown): string | undefined {
  const name = disposition ? dispositionName(disposition) : undefined;
  return shownName(name ?? (typeof query === 'string' ? query : '')) || undefined;
}

/** A name as it may be shown: one line, in its order of reading, of bearable length. */
export function shownName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]/gu, '')
    .trim();
  return [...plain].slice(0, LONGEST).join('');
}

/** `Content-Disposition` of an answer: the name for old readers, and as RFC 5987 writes it. */
export function disposition(how: 'inline' | 'attachment', name: string, mediaType: string): string {
  const safe = savedName(name, mediaType);
  const letters = safe
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\%]/g, '_');
  const plain = letters.startsWith('.') ? `document${letters}` : letters;
  const exact = encodeURIComponent(safe).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${exact}`;
}

/** A name to save under: without anything that leads to a folder, and ending as its type does. */
export function savedName(name: string, mediaType: string): string {
  const flat = shownName(name)
    .replace(/[/\\:*?"<>|]/g, '_')
    .replace(/^[.\s_]+/, '')
    .replace(/[.\s]+$/, '');
  const [usual = 'bin', ...others] = endingsOf(mediaType);
  const fits = [usual, ...others].some((ending) => flat.toLowerCase().endsWith(`.${ending}`));
  return fits ? flat : `${flat || 'document'}.${usual}`;
}

function dispositionName(header: string): string | undefined {
  const [, charset = '', encoded] = /;\s*filename\*\s*=\s*([\w-]*)'[^']*'([^;\s]+)/i.exec(header) ?? [];
  if (encoded !== undefined && charset.toLowerCase() === 'utf-8') {
    const decoded = decoded8(encoded);
    if (decoded !== undefined) return decoded;
  }
  const [, quoted, token] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header) ?? [];
  const plain = quoted?.replace(/\\(.)/g, '$1') ?? token;
  return plain === undefined ? undefined : readAsUtf8(plain);
}

function decoded8(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Headers arrive letter by byte; most senders wrote UTF-8 nevertheless. */
function readAsUtf8(text: string): string {
  const read = Buffer.from(text, 'latin1').toString('utf8');
  return read.includes('\ufffd') ? text : read;
}
