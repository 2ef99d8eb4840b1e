import type { Text } from '../errors.js';
import type { Tone } from './page.js';
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
  /** A box before the row's name, that chooses it for a form of this page. */
  readonly choice?: RowChoice;
}

/** A box that chooses a row: field, value, the id of the form it belongs to, and its words for those who cannot see. */
export interface RowChoice {
  readonly name: string;
  readonly value: string;
  readonly form: string;
  readonly label: Text;
}

export interface TableInput {
  /** Says what the table holds, for those who cannot see where it stands. */
  readonly caption: Text;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

/** A cell with all that its place asks for. */
export interface ShownCell {
  readonly cell: Cell;
  readonly label: Text;
  readonly class: string;
  readonly href: string | null;
  /** Only a text to be written: most cells are, and a page has hundreds. */
  readonly plain: boolean;
  /** Of a status. */
  readonly tone: Tone | null;
}

export interface TableView {
  readonly caption: Text;
  readonly columns: readonly (TableColumn & { readonly class: string; readonly direction: string })[];
  readonly rows: readonly {
    readonly first: ShownCell;
    readonly others: readonly ShownCell[];
    readonly choice: RowChoice | null;
  }[];
}

/** The model of `components/table`. Columns without a single `telling` one show the first three beside the title. */
export function tableView({ caption, columns, rows }: TableInput): TableView {
  const classes = classesOf(columns, rows);
  const shown = (cell: Cell, index: number): ShownCell => {
    const href = 'href' in cell ? (cell.href ?? null) : null;
    return {
      cell,
      label: columns[index]?.label ?? caption,
      class: classes[index] ?? '',
      href,
      plain: href === null && isPlain(cell),
      tone: cell.kind === 'status' ? cell.tone : null,
    };
  };
  return {
    caption,
    columns: columns.map((column, index) => ({
      ...column,
      class: classes[index] ?? '',
      direction: column.sorted === 'descending' ? 'arrow-down' : 'arrow-up',
    })),
    rows: rows.map(({ href, choice, cells: [first = nothing, ...others] }) => ({
      first: { ...shown(first, 0), href: href ?? null },
      others: others.map((cell, index) => shown(cell, index + 1)),
      choice: choice ?? null,
    })),
  };
}

const nothing: Cell = { kind: 'text', value: null };

function classesOf(columns: readonly TableColumn[], rows: readonly TableRow[]): string[] {
  const chosen = columns.some((column) => column.telling);
  return columns.map((column, index) => {
    const kind = rows[0]?.cells[index]?.kind;
    const numeric = column.numeric ?? (kind !== undefined && numericKinds.includes(kind));
    const telling = index === 0 || (chosen ? column.telling === true : index < 4);
    const short = rows.every((row) => isShort(row.cells[index], index));
    const moment = rows.some((row) => row.cells[index]?.kind === 'dateTime');
    return [numeric ? 'numeric' : '', telling ? '' : 'quiet', short ? 'nowrap' : '', moment ? 'moment' : '']
      .filter(Boolean)
      .join(' ');
  });
}

/**
 * Days stay on one line, and so do references while they are of the usual length (they may have 200 characters). Words
 * beside them break where there is no room: a list of many columns would be wider than its page.
 */
const isShort = (cell: Cell | undefined, column: number): boolean =>
  cell?.kind === 'date' ||
  (cell?.kind === 'ewc' && !cell.name && !cell.hazardous) ||
  (cell?.kind === 'text' && isShortText(cell.value ?? '', column));

const isShortText = (text: string, column: number): boolean =>
  text.length <= 16 && (column === 0 || !text.includes(' '));

const isPlain = (cell: Cell): boolean =>
  cell.value !== null &&
  cell.value !== '' &&
  cell.kind !== 'status' &&
  !('estimated' in cell && cell.estimated) &&
  !('hazardous' in cell && (cell.hazardous || cell.name));
