import { Redirect } from '../pages/page.js';

/**
 * How a list shows a column: where any row says something of it (`shown`), so on a phone's card, too, as it is short
 * (`short`), always and on a phone's card (`telling`), or only when it is chosen (`offered`).
 */
export type InList = 'shown' | 'short' | 'telling' | 'offered';

/** What a list may have as a column. */
export interface Offered {
  readonly name: string;
  readonly list?: InList;
}

/** Whether it stands on a phone's card. */
export const isTelling = ({ list }: Pick<Offered, 'list'>): boolean => list === 'telling' || list === 'short';

/** Which columns of a list are asked for. */
export interface AskedColumns {
  /** The names of columns that were chosen, in their order; the usual ones stand there otherwise. */
  readonly chosen: readonly string[] | undefined;
  /** Whether the address asks for the usual ones: what somebody chose before does not stand in their place. */
  readonly usual?: boolean;
  /** Whether columns were asked for that are not there, or not for whoever asks: which of both nobody learns. */
  readonly leftOut: boolean;
}

/** How an address asks for the columns that stand there where nobody chose any. */
export const USUAL_COLUMNS = 'usual';

/** All that a list may have; the first always stands there, as it names the row. */
export type Columns<Column extends Offered> = readonly [Column, ...Column[]];

/**
 * What is asked for, or remembered, or usual.
 * @param text the names as the address has them
 */
export function readColumns(
  [first, ...offered]: Columns<Offered>,
  text: string | undefined,
  remembered: readonly string[] | undefined,
): AskedColumns {
  const asksForUsual = text === USUAL_COLUMNS;
  const asked = asksForUsual ? undefined : text?.split(',');
  const wanted = asked ?? (remembered?.length && !asksForUsual ? remembered : undefined);
  const names = [
    ...new Set(wanted?.map((name) => name.trim()).filter((name) => name !== first.name && name)),
  ];
  const known = names.filter((name) => offered.some((column) => column.name === name));
  return {
    ...(asksForUsual ? { usual: true } : {}),
    chosen: wanted && [first.name, ...known],
    leftOut: asked !== undefined && known.length < names.length,
  };
}

/** The columns that were chosen, or the usual ones. */
export const askedOf = <Column extends Offered>(
  columns: Columns<Column>,
  { chosen }: Partial<AskedColumns>,
): readonly Column[] =>
  chosen?.flatMap((name) => columns.find((column) => column.name === name) ?? []) ??
  columns.filter(({ list }) => list !== 'offered');

/** How an address asks for the columns of a list, where it does. */
export const columnsAsked = ({ chosen, usual }: Partial<AskedColumns>): string | undefined =>
  chosen?.join(',') ?? (usual ? USUAL_COLUMNS : undefined);

/** The same list in an address that is kept: it says its columns, also where they are the usual ones. */
export const sayingUsual = <Asked extends Partial<AskedColumns>>(asked: Asked): Asked => ({
  ...asked,
  usual: asked.chosen === undefined,
});

/** The same address with columns that somebody chose before and it does not say, so that it shows the same to whomever it is sent. */
export const sayingColumns = (
  base: string,
  query: Readonly<Record<string, unknown>>,
  { chosen }: Partial<AskedColumns>,
): Redirect | undefined =>
  chosen && !query['columns']
    ? new Redirect(`${base}?${new URLSearchParams({ ...query, columns: chosen.join(',') })}`)
    : undefined;

/** What somebody chose, as they chose it; otherwise without what says nothing in any row, such as the waste of a pool. */
export const standingColumns = <Column extends Offered>(
  columns: readonly Column[],
  { chosen, sort }: { readonly chosen?: readonly string[] | undefined; readonly sort: string },
  says: (column: Column) => boolean,
): readonly Column[] =>
  chosen
    ? columns
    : columns.filter((column) => column.list === 'telling' || column.name === sort || says(column));
