import { say } from '../platform/errors.js';
import type { CellProblem } from './import.line.js';
import { MapFaults } from './import.map-faults.js';
import type { OnlyRows } from './import.map.js';
import { findColumn } from './table.header.js';
import type { GoodRow } from './table.reader.js';

/** What is wrong with a row, whatever else is in it. */
export type RowCheck = (row: GoodRow) => CellProblem | undefined;

/** Refuses rows of another kind than the map takes. @throws Invalid where the file has no such column */
export function otherKindCheck({ column, is }: OnlyRows, columns: readonly string[]): RowCheck {
  const faults = new MapFaults();
  const at = findColumn(columns, column);
  if (at === undefined) faults.addUnknown('only.column', 'column', column, columns);
  faults.refuse();
  return ({ row, cells }) => {
    const value = (cells[at ?? -1] ?? '').trim();
    if (value.toLowerCase() === is.toLowerCase()) return undefined;
    return { row, column, value, reason: say('imports.row.otherKind', { kind: value }) };
  };
}
