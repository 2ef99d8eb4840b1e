import { Invalid, say, type Text } from '../platform/errors.js';
import { type BoundField, bindMap, headingsOf } from './import.bind.js';
import type { ImportField } from './import.fields.js';
import { grouped } from './import.groups.js';
import { mapByHeadings } from './import.headings.js';
import type { ImportLine, ImportLines } from './import.line.js';
import { type ImportMap, readMap } from './import.map.js';
import { otherKindCheck, type RowCheck } from './import.other-kind.js';
import { cellParserFor } from './import.parsers.js';
import { type ReadField, recordReader } from './import.record.js';
import { survey } from './import.survey.js';
import { SeenReferences } from './seen.references.js';
import { openTable, type Table, type TableRow } from './table.reader.js';
import type { TableSource } from './table.source.js';

/** A file that can be imported: how it was understood, and its lines as often as they are asked for. */
export interface OpenImport {
  readonly table: Table;
  readonly map: ImportMap;
  /** The fields of the map with their columns, to find the cell of a fault that writing brings up. */
  readonly fields: readonly BoundField[];
  /** Columns that no field reads. */
  readonly unusedColumns: readonly string[];
  /** Of amounts that say none. */
  readonly currency: string;
  lines(): ImportLines;
}

export interface ImportOrder {
  readonly source: TableSource;
  /** The map as parsed JSON; without one, columns named like fields are taken. */
  readonly map?: unknown;
  readonly fields: readonly ImportField[];
  /** The organisation's currency, for amounts where the map names none. */
  readonly currency: string;
  /** The organisation's time zone, for times of day without one; UTC unless said. */
  readonly timeZone?: string;
}

/**
 * Opens a file for import. Throws `Refused` for a file that is no table and `Invalid` for a map that does not fit it,
 * before a single row is given out; from then on faults are the rows' own.
 */
export const openImport = async ({
  source,
  map: written,
  fields,
  currency,
  timeZone = 'UTC',
}: ImportOrder): Promise<OpenImport> => {
  const given = written === undefined ? undefined : readMap(written, fields);
  const table = await openTable(source, given?.table);
  const map = given ?? readMap(mapByHeadings(table.columns, fields), fields);
  const bound = bindMap(map, fields, table.columns);
  const otherKind = map.only && otherKindCheck(map.only, table.columns);
  const habits = await survey(table, map, bound, otherKind);
  const customs = { currency, timeZone };
  const read = bound.map((one): ReadField => ({ ...one, parse: cellParserFor(one, map, habits, customs) }));
  refuseWrongConstants(read);
  const used = new Set([...bound.flatMap(({ columns }) => columns), ...(map.only ? [map.only.column] : [])]);
  return {
    table,
    map,
    fields: bound,
    unusedColumns: table.columns.filter((column) => !used.has(column)),
    currency: map.currency ?? currency,
    lines: () => {
      const lines = linesOf(table.rows(), read, otherKind, map.downloaded ? 'refuse' : 'leave out');
      return once(map.groupBy ? grouped(lines, bound) : lines, bound);
    },
  };
};

async function* linesOf(
  rows: AsyncIterable<TableRow>,
  fields: readonly ReadField[],
  otherKind: RowCheck | undefined,
  others: 'refuse' | 'leave out',
): AsyncGenerator<ImportLine> {
  const read = recordReader(fields);
  for await (const row of rows) {
    const other = 'problem' in row ? undefined : otherKind?.(row);
    if ('problem' in row)
      yield {
        ...unread(row),
        problems: [{ row: row.row, column: '', value: row.value, reason: row.problem }],
      };
    else if (!other) yield read(row);
    else
      yield others === 'refuse' ? { ...read(row), problems: [other] } : { ...unread(row), isLeftOut: true };
  }
}

const unread = ({ row, line }: TableRow): ImportLine => ({
  row,
  line,
  reference: '',
  record: {},
  unknown: { customer: {}, site: {} },
  rounded: 0,
  problems: [],
  rows: [],
});

// A second row with a reference would quietly overwrite the first.
async function* once(lines: ImportLines, fields: readonly BoundField[]): AsyncGenerator<ImportLine> {
  const seen = new SeenReferences();
  for await (const line of lines) {
    const before = line.reference === '' ? undefined : seen.add(line.reference, line.row);
    if (before === undefined) yield line;
    else {
      const reason = say('imports.row.sameReference', { row: before });
      yield {
        ...line,
        problems: [
          ...line.problems,
          { row: line.row, column: headingsOf(fields, 'reference'), value: line.reference, reason },
        ],
      };
    }
  }
}

// A constant that cannot be read would refuse every row for one slip in the map.
const refuseWrongConstants = (fields: readonly ReadField[]): void => {
  const wrong: Record<string, Text> = {};
  for (const field of fields.filter(isConstant)) {
    const text = field.text({ row: 0, line: 0, cells: [] });
    const parsed = text === '' ? undefined : field.parse(text);
    if (parsed && 'problem' in parsed) wrong[field.key] = parsed.problem;
    if (!parsed && field.field.required) wrong[field.key] = say('imports.value.missing');
  }
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong, say('imports.map.wrong'));
};

const isConstant = ({ source }: BoundField): boolean =>
  source.currencyColumn === undefined && source.template.every((part) => 'text' in part);
