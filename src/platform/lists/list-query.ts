import { Refused, say } from '../errors.js';
import { readColumns, type AskedColumns, type Columns, type Offered } from './list-columns.js';

/** What a list's address may hold beside `q`, `sort`, `after` and `before`. */
export interface ListDeclaration<Filter extends string> {
  /** Columns that sort; the first is the usual one. `-name` is name downwards. */
  readonly sorts: readonly [string, ...string[]];
  /** Each filter with the values it takes; undefined takes any. */
  readonly filters: Readonly<Record<Filter, readonly string[] | undefined>>;
  /** Its columns, where they may be chosen. */
  readonly columns?: Columns<Offered>;
}

/** What a list was asked for. */
export interface ListQuery<Filter extends string = never> extends Partial<AskedColumns> {
  readonly q: string;
  readonly sort: string;
  readonly descending: boolean;
  readonly after: string | undefined;
  readonly before: string | undefined;
  readonly filters: Readonly<Partial<Record<Filter, string>>>;
}

const LONGEST = 200;
const USUAL = ['q', 'sort', 'after', 'before'];

/**
 * Reads the address of a list. An empty filter is none.
 * @param remembered the columns that stand there when the address names none
 * @throws Refused naming what the list does not know
 */
export function readListQuery<Filter extends string>(
  sent: Readonly<Record<string, unknown>>,
  { sorts, filters, columns }: ListDeclaration<Filter>,
  remembered?: readonly string[] | null,
): ListQuery<Filter> {
  const texts = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, text(name, value)]));
  const given = (name: string) => texts[name] || undefined;
  const known = [...USUAL, ...(columns ? ['columns'] : []), ...Object.keys(filters)];
  const unknown = Object.keys(texts).find((name) => !known.includes(name));
  if (unknown) throw new Refused(say('platform.lists.filter', { name: unknown }));
  const names = Object.keys(filters) as Filter[];
  for (const name of names) {
    const allowed = filters[name];
    const value = given(name);
    if (value && allowed && !allowed.includes(value))
      throw new Refused(say('platform.lists.filterValue', { name, value }));
  }
  const asked = given('sort') ?? sorts[0];
  const descending = asked.startsWith('-');
  const sort = descending ? asked.slice(1) : asked;
  if (!sorts.some((one) => one.replace(/^-/, '') === sort))
    throw new Refused(say('platform.lists.sort', { sort: asked }));
  return {
    q: (given('q') ?? '').slice(0, LONGEST),
    sort,
    descending,
    after: given('after'),
    before: given('before'),
    filters: Object.fromEntries(
      names.flatMap((name) => (given(name) ? [[name, given(name)]] : [])),
    ) as Partial<Record<Filter, string>>,
    ...(columns ? readColumns(columns, given('columns'), remembered ?? undefined) : {}),
  };
}

function text(name: string, value: unknown): string {
  if (typeof value === 'string') return value.trim().normalize('NFC').replaceAll('\0', '');
  throw new Refused(say('platform.lists.filter', { name }));
}
