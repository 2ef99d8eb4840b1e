/** Where in a table's rows what stands. */
export interface ListColumns {
  /** Whether the first row only names the columns. */
  readonly headings: boolean;
  readonly email: number;
  readonly customer?: number;
  readonly firstName?: number;
  readonly lastName?: number;
  /** First and last name in one. */
  readonly name?: number;
}

type Column = Exclude<keyof ListColumns, 'headings'>;

/** How people head these columns. */
const HEADINGS: Readonly<Record<Column, RegExp>> = {
  email: /^(e-?mail|mail)( ?address)?$|^address$/,
  customer:
    /^(customer|account|client)?[ _-]?(reference|ref|no|number|code|id)\.?$|^(customer|account|client)$/,
  firstName: /^(first|given|fore)[ _-]?names?$/,
  lastName: /^(last|family|sur)[ _-]?names?$|^surname$/,
  name: /^(full )?name$/,
};

/**
 * The columns of a table, by its headings or by their usual order; undefined when it is no table but text. One
 * customer's list without headings is text: names and addresses in any order.
 */
export function columnsOf(
  rows: readonly { readonly cells: readonly string[] }[],
  oneCustomer: boolean,
): ListColumns | undefined {
  const heads = (rows[0]?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const places = Object.fromEntries(
    Object.entries(HEADINGS).flatMap(([column, words]) => {
      const at = heads.findIndex((head) => words.test(head));
      return at < 0 ? [] : [[column, at]];
    }),
  ) as Partial<Record<Column, number>>;
  if (places.email !== undefined) return { headings: true, ...places, email: places.email };
  if (!oneCustomer) return { headings: false, customer: 0, email: 1, firstName: 2, lastName: 3 };
  // Address first, then the parts of a name: as spreadsheets are written.
  const table = rows.filter(({ cells }) => cells.length > 1 && cells[0]?.includes('@'));
  const people = table.length > 0 && rows.every(({ cells }) => isPerson(cells));
  return people ? { headings: false, email: 0, firstName: 1, lastName: 2 } : undefined;
}

const isPerson = ([email = '', ...names]: readonly string[]): boolean =>
  email.includes('@') &&
  !/[\s<]/.test(email) &&
  names.length < 3 &&
  !names.some((name) => name.includes('@'));
