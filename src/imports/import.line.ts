import type { Text } from '../platform/errors.js';
import type { GoodRow } from './table.reader.js';
import type { Keeps } from './value.parsed.js';

/** Why a row is refused, at the cell. */
export interface CellProblem {
  readonly row: number;
  /** The column or columns read, or the field of a constant; '' where the row itself is at fault. */
  readonly column: string;
  readonly value: string;
  readonly reason: Text;
}

/** One record of a file, in the shape of the API's body; to be written only when `problems` is empty. */
export interface ImportLine {
  /** The row's number as a spreadsheet shows it. */
  readonly row: number;
  /** The line of the file where the row begins. */
  readonly line: number;
  /** '' where it could not be read. */
  readonly reference: string;
  readonly record: Readonly<Record<string, unknown>>;
  /** What a customer or site gets that has to be created; without a name, its reference is its name. */
  readonly unknown: { readonly customer: Place; readonly site: Place };
  /** Its own properties that the record itself may know better, where it is there already. */
  readonly keeps?: Readonly<Record<string, Keeps>>;
  /** How many of its figures were finer than what is kept. */
  readonly rounded: number;
  readonly problems: readonly CellProblem[];
  /** Not one of the rows that the map means. */
  readonly isLeftOut?: boolean;
  /** What it was read from: one row, or all of a group. */
  readonly rows: readonly GoodRow[];
}
type Place = { readonly name?: string; readonly kind?: string };

/** The records of a file in its order. */
export type ImportLines = AsyncIterable<ImportLine>;
