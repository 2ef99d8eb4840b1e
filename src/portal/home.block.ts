import { cell, type Cell } from '../platform/pages/cells.js';
import type { Row } from '../sections/engine/list.queries.js';

/** One record on the summary: what it is called, what to know of it, and what counts. */
export interface HomeEntry {
  readonly title: Cell;
  readonly beside: Cell | null;
  readonly notes: readonly Cell[];
  readonly value: Cell | null;
  readonly status: Cell | null;
}

/** What the summary shows of a section: a question to its list, in the words of the list's own address. */
export interface HomeBlock {
  readonly key: string;
  /** The section it belongs to: it is shown where that is open, and reads within that scope. */
  readonly section: string;
  /** The part without which it is not there. */
  readonly needs?: string;
  /** Only there when there is something: what is missing is no news. */
  readonly ifAny?: true;
  readonly query: (today: string) => Readonly<Record<string, string>>;
  /** What is read, where that is more than the list shows at first. */
  readonly columns?: readonly string[];
  readonly most: number;
  readonly entry: (row: Row, today: string) => HomeEntry;
}

export const text = (row: Row, name: string): string | null => (row[name] as string | null) || null;
export const known = (cells: readonly Cell[]): Cell[] => cells.filter(({ value }) => value !== null);
export const reference = (row: Row): Cell => cell.text(text(row, 'reference'));
