import type { Text } from '../errors.js';
import { numericKinds, type Cell } from './cells.js';

export interface TableColumn {
  readonly key: string;
  readonly label: Text;
  /** Stands behind the label: *Weight (t)*. */
  readonly unit?: Text;
  /** Only needed where the cells do not tell (an empty table). */
  readonly numeric?: boolean;
  readonly sortHref?: string;
  readonly sorted?: 'ascending' | 'descending';
  /** On a phone a row is a card: it shows the first column as its title, and the columns that are telling. */
  readonly telling?: boolean;
}

export interface TableRow {
  /** The record; the whole row opens it. */
  readonly href?: string;
  /** As many as there are columns. The first names the row: its reference. */
  readonly cells: readonly Cell[];
}

export interface TableInput {
  /** Says what the table holds, for those who cannot see where it stands. */
  readonly caption: Text;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

interface ShownCell {
  readonly cell: Cell;
  readonly label: Text;
  readonly class: string;
  readonly href: string | null;
  readonly first: boolean;
}

export interface TableView {
  readonly caption: Text;
  readonly columns: readonly (TableColumn & { readonly class: string; readonly direction: string })[];
  readonly rows: readonly { readonly opens: boolean; readonly cells: readonly ShownCell[] }[];
}

/** The model of `components/table`. Columns without a single `telling` one show the first three beside the title. */
export function tableView({ caption, columns, rows }: TableInput): TableView {
  const chosen = columns.some((column) => column.telling);
  const classes = columns.map((column, index) => {
    const cells = rows.map((row) => row.cells[index]);
    const kind = cells[0]?.kind;
    const numeric = column.numeric ?? (kind !== undefined && numericKinds.includes(kind));
    const telling = index === 0 || (chosen ? column.telling === true : index < 4);
    return [numeric ? 'numeric' : '', telling ? '' : 'quiet', cells.every(isShort) ? 'nowrap' : '']
      .filter(Boolean)
      .join(' ');
  });
  return {
    caption,
    columns: columns.map((column, index) => ({
      ...column,
      class: classes[index] ?? '',
      direction: column.sorted === 'descending' ? 'arrow-down' : 'arrow-up',
    })),
    rows: rows.map((row) => ({
      opens: row.href !== undefined,
      cells: row.cells.map((cell, index) => ({
        cell,
        label: columns[index]?.label ?? caption,
        class: classes[index] ?? '',
        href: index === 0 ? (row.href ?? null) : 'href' in cell ? (cell.href ?? null) : null,
        first: index === 0,
      })),
    })),
  };
}

/** Days stay on one line, and so do references while they are of the usual length (they may have 200 characters). */
const isShort = (cell: Cell | undefined): boolean =>
  cell?.kind === 'date' || (cell?.kind === 'text' && (cell.value ?? '').length <= 16);
