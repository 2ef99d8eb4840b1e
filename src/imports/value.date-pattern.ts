/** The parts of a date in the order a pattern such as `dd/mm/yyyy` or `d MMM yyyy` has them. */
export interface DatePattern {
  readonly expression: RegExp;
  readonly parts: readonly DatePart[];
}
type DatePart = 'day' | 'month' | 'monthName' | 'year' | 'shortYear';

const TOKENS: Readonly<Record<string, readonly [DatePart, string]>> = {
  d: ['day', '(\\d{1,2})'],
  dd: ['day', '(\\d{1,2})'],
  m: ['month', '(\\d{1,2})'],
  mm: ['month', '(\\d{1,2})'],
  mmm: ['monthName', '(\\p{L}+)\\.?'],
  mmmm: ['monthName', '(\\p{L}+)\\.?'],
  yy: ['shortYear', '(\\d{2})'],
  yyyy: ['year', '(\\d{4})'],
};

// A time of day may follow; `date` fields keep the day.
const TIME =
  '(?:[T,\\s]+(\\d{1,2}(?::\\d{2}){1,2}(?:\\.\\d+)?(?:\\s*[ap]m)?)\\s*(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?)?';

/** Compiles a written pattern; undefined when it does not name a day, a month and a year once each. */
export const datePattern = (written: string): DatePattern | undefined => {
  const parts: DatePart[] = [];
  // Without anything between them the digits must be counted: 2019123 could be two days.
  const packed = /^[dmy]+$/i.test(written.trim());
  const source = written
    .trim()
    .split(/(d+|m+|y+)/i)
    .map((piece) => {
      const token = TOKENS[piece.toLowerCase()];
      if (token) parts.push(token[0]);
      if (!token) return literal(piece);
      return packed ? token[1].replace('{1,2}', '{2}') : token[1];
    });
  const kinds = parts.map((part) => (part === 'day' ? 'd' : part.startsWith('month') ? 'm' : 'y'));
  if (kinds.toSorted().join('') !== 'dmy') return undefined;
  return { expression: new RegExp(`^${source.join('')}${TIME}$`, 'iu'), parts };
};

// One sign for another is forgiven (`31-12-2019` under `dd/mm/yyyy`), and spaces around it.
const literal = (piece: string): string =>
  piece.replace(/\s+|[/.-]|[^\s/.-]+/g, (text) => {
    if (/\s/.test(text)) return '\\s*';
    return /[/.-]/.test(text) ? '\\s*[/.-]\\s*' : text.replace(/[\\^$*+?()[\]{}|]/g, '\\$&');
  });
