import { say } from '../../platform/errors.js';
import { isObject } from '../import.map-faults.js';
import type { OnlyRows } from '../import.map.js';
import { findColumn } from '../table.header.js';
import { columnAt, columnChoice, PLACES } from './field.choice.js';
import type { ColumnGlimpse } from './glimpse.js';
import type { MatchAround } from './match.field.view.js';
import type { MatchInput, MatchOption } from './match.input.js';

/** A column with more different values than this is no kind of rows, nor one whose values stand there once each. */
const MOST_KINDS = 8;

/** Which rows of the file are meant: all, or those of one kind; nothing is asked where no column has kinds. */
export function onlyInput({ columns, map, errors }: MatchAround): readonly MatchInput[] {
  const kinds = columns.flatMap((column, at) => kindsOf(column).map((is) => optionOf(at, column.name, is)));
  const { only } = map;
  const [column, is] = isObject(only) ? [String(only['column']), String(only['is'])] : ['', ''];
  const names = columns.map(({ name }) => name);
  const chosen = isObject(only) ? valueOf(findColumn(names, column) ?? -1, is) : '';
  const isKept = chosen !== '' && !kinds.some(({ value }) => value === chosen);
  if (kinds.length === 0 && !isKept) return [];
  return [
    {
      id: 'only',
      name: 'only',
      label: say('imports.match.only.label'),
      help: say('imports.match.only.help'),
      type: 'select',
      value: isKept ? PLACES.kept : chosen,
      error: errors['only'] ?? null,
      options: [
        { value: '', label: say('imports.match.only.all') },
        ...(isKept ? [{ value: PLACES.kept, label: say('imports.match.only.where', { column, is }) }] : []),
        ...kinds,
      ],
    },
  ];
}

const kindsOf = ({ words = [], filled }: ColumnGlimpse): readonly string[] =>
  words.length > 0 && words.length <= MOST_KINDS && words.length * 2 <= filled ? words : [];

const optionOf = (at: number, column: string, is: string): MatchOption => ({
  value: valueOf(at, is),
  label: say('imports.match.only.where', { column, is: is.slice(0, 60) }),
});

const valueOf = (at: number, is: string): string => `${columnChoice(at)}=${is}`;

/** What was chosen, as a map says it; undefined for all rows. */
export function onlyOf(value: string, columns: readonly string[]): OnlyRows | undefined {
  const [, choice = '', is = ''] = /^(column-\d+)=([^]*)$/.exec(value) ?? [];
  const column = columns[columnAt(choice) ?? -1];
  return column === undefined ? undefined : { column, is };
}
