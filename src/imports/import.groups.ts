import { say } from '../platform/errors.js';
import { type BoundField, headingsOf } from './import.bind.js';
import type { CellProblem, ImportLine } from './import.line.js';
import type { GoodRow } from './table.reader.js';

/**
 * Rows that follow each other with the same reference, as one record: their children one after the other. What they
 * say of the record itself must agree; a fault in any of them refuses the whole record.
 */
export async function* grouped(
  lines: AsyncIterable<ImportLine>,
  fields: readonly BoundField[],
): AsyncGenerator<ImportLine> {
  let open: ImportLine | undefined;
  for await (const line of lines) {
    if (line.isLeftOut) yield line;
    else if (open && open.reference !== '' && open.reference === line.reference)
      open = join(open, line, fields);
    else {
      if (open) yield open;
      open = line;
    }
  }
  if (open) yield open;
}

const join = (first: ImportLine, next: ImportLine, fields: readonly BoundField[]): ImportLine => {
  const record: Record<string, unknown> = { ...first.record };
  const problems: CellProblem[] = [...first.problems, ...next.problems];
  for (const [property, value] of Object.entries(next.record)) {
    const before = record[property];
    if (before === undefined) record[property] = value;
    else if (isChildren(before) && isChildren(value)) before.push(...value);
    else if (JSON.stringify(before) !== JSON.stringify(value)) {
      const reason = say('imports.row.differs', { row: first.row, before: String(before) });
      problems.push({ row: next.row, column: headingsOf(fields, property), value: String(value), reason });
    }
  }
  (first.rows as GoodRow[]).push(...next.rows);
  return { ...first, record, problems, rounded: first.rounded + next.rounded };
};

const isChildren = (value: unknown): value is object[] =>
  Array.isArray(value) && typeof value[0] === 'object';
