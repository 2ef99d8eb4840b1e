import { say, type Text } from '../../platform/errors.js';
import type { ImportRow } from '../imports.queries.js';
import { importHref } from '../imports.service.js';
import type { MatchInput, MatchOption } from './match.input.js';
import type { Looked, WrittenMap } from './matching.service.js';

/** How the file itself is read. */
export interface ReadingView {
  readonly action: string;
  readonly understood: Text;
  readonly fields: readonly MatchInput[];
  readonly open: boolean;
}

const DELIMITERS: Readonly<Record<string, string>> = {
  '': 'found',
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
};
const ENCODINGS = ['', 'utf-8', 'windows-1252', 'iso-8859-1', 'iso-8859-15', 'macintosh', 'utf-16le'];

/** What may be said about the file itself, where it was found out wrongly. */
export function readingView(
  { id }: ImportRow,
  { table }: Looked,
  map: WrittenMap,
  errors: Readonly<Record<string, Text>>,
): ReadingView {
  const encoding = String(map['encoding'] ?? '');
  const select = (name: string, value: string, options: readonly MatchOption[]): MatchInput => ({
    id: name,
    name,
    label: say(`imports.match.reading.${name}`),
    type: 'select',
    width: 'medium',
    value,
    error: errors[name] ?? null,
    options,
  });
  const header: MatchInput = {
    id: 'headerRow',
    name: 'headerRow',
    label: say('imports.match.reading.headerRow'),
    help: say('imports.match.reading.headerRowHelp'),
    type: 'number',
    width: 'short',
    value: String(map['headerRow'] ?? ''),
    error: errors['headerRow'] ?? null,
  };
  return {
    action: `${importHref(id)}/reading`,
    understood: say(table.encodingGuessed ? 'imports.match.reading.guessed' : 'imports.match.reading.read', {
      encoding: table.encoding,
    }),
    fields: [
      header,
      select(
        'delimiter',
        String(map['delimiter'] ?? ''),
        Object.entries(DELIMITERS).map(([value, word]) => ({
          value,
          label: say(`imports.match.reading.delimiters.${word}`),
        })),
      ),
      select(
        'encoding',
        encoding,
        (ENCODINGS.includes(encoding) ? ENCODINGS : [...ENCODINGS, encoding]).map((value) => ({
          value,
          label:
            value === ''
              ? say('imports.match.reading.encodings.found')
              : say('platform.verbatim', { text: value }),
        })),
      ),
    ],
    open: [header.name, 'delimiter', 'encoding'].some((name) => name in errors),
  };
}
