/** A part of a file, both ends included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * The part that a `Range` header asks for (RFC 9110, 14.2). Undefined when the whole file is the answer: without the
 * header, for several parts at once, and for what nobody understands.
 */
export function readRange(header: string | undefined, bytes: number): Range | 'beyond' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const length = Math.min(Number(last), bytes);
    return length > 0 ? { from: bytes - length, to: bytes - 1 } : 'beyond';
  }
  const from = Number(first);
  const to = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (last !== '' && Number(last) < from) return undefined;
  return from < bytes ? { from, to } : 'beyond';
}
