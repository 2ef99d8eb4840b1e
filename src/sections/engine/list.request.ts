import { readDay } from '../../platform/calendar.js';
import { isId } from '../../platform/ids.js';
import { Refused, say, type Text } from '../../platform/errors.js';
import type { Cursors, Place } from '../../platform/lists/cursors.js';
import { askedOf, readColumns, type AskedColumns } from '../../platform/lists/list-columns.js';
import type { Field } from './field.js';
import { isClosed, otherEnd, type Filter, type Filtered } from './filter.js';
import { filtersOf } from './filters-of.js';
import type { Hidden } from './hidden-fields.js';
import { FilterValues, wrongOf } from './filter.values.js';
import type { Frequencies } from './list.search.js';
import { fieldOf, orderOf, type Section, type Sorting } from './section.js';

/** What a list is asked for, as the URL says it. */
export interface ListRequest extends AskedColumns {
  readonly q: string;
  /** How common the words of `q` are, once that was asked. */
  readonly frequencies?: Frequencies | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly customer: string | undefined;
  readonly site: string | undefined;
  /** Only these of them: what somebody ticked. */
  readonly only?: readonly string[] | undefined;
  /** The section's own filters, by name. */
  readonly filters: Readonly<Record<string, string>>;
  readonly sorting: Sorting;
  readonly after: Place | undefined;
  readonly before: Place | undefined;
  readonly columns: readonly Field[];
}

type Query = Readonly<Record<string, unknown>>;
const KNOWN = ['q', 'from', 'to', 'customer', 'site', 'sort', 'after', 'before', 'columns', 'only'];

/** Values of filters that cannot be used, with a sentence for each; and the list without them. */
export class UnreadableFilters extends Refused {
  constructor(
    readonly fields: Readonly<Record<string, Text>>,
    readonly typed: Filtered,
    readonly request: ListRequest,
  ) {
    super(say('sections.list.notUnderstood', { name: Object.keys(fields)[0] ?? '' }));
  }
}

/**
 * Reads the query of a list.
 * @param hidden whether a field is closed to whoever asks: it cannot be shown, sorted or filtered by then
 * @param how.remembered the columns that stand there when the query names none
 * @param how.currency the organisation's, by which amounts are read as people type them
 * @throws Refused for what the section does not know, so that a mistyped link never shows something else in silence
 * @throws UnreadableFilters for a value that a filter cannot use
 */
export function readListRequest(
  section: Section,
  query: Query,
  cursors: Cursors,
  hidden: Hidden,
  how: { readonly remembered?: readonly string[] | undefined; readonly currency?: string | undefined } = {},
): ListRequest {
  const read = (name: string): string | undefined => {
    const value = query[name];
    if (value === undefined || value === '') return undefined;
    if (typeof value !== 'string' || value.includes('\0')) throw refused(name);
    return value.normalize('NFC').trim() || undefined;
  };
  const open = filtersOf(section).filter((filter) => !isClosed(filter, hidden));
  const known = [...KNOWN, ...open.map(({ name }) => name)];
  const unknown = Object.keys(query).find((name) => !known.includes(name));
  if (unknown) throw refused(unknown);
  const sorting = readSorting(section, read('sort'), hidden);
  const place = (name: 'after' | 'before') => {
    const text = read(name);
    return text === undefined ? undefined : cursors.unpack(orderOf(section, sorting), text);
  };
  const values = new FilterValues(read);
  const filters = Object.fromEntries(
    open.flatMap((filter) => {
      const readValue = (text: string) => filter.read(text, how.currency);
      const value = values.of(filter.name, readValue, filter.wrong ?? wrongOf(kindOf(filter)));
      return value === undefined ? [] : [[filter.name, value]];
    }),
  );
  const only = readOnly(query['only']);
  // A list without a day takes them, as every list does, and says of none that it narrows it.
  const day = (name: 'from' | 'to') => {
    const value = values.of(name, readDay, wrongOf('date'));
    return section.dateField ? value : undefined;
  };
  const columns = [fieldOf(section, 'reference') as Field, ...columnsToChoose(section, hidden)] as const;
  const asked = readColumns(columns, read('columns'), how.remembered);
  const request: ListRequest = {
    ...(only ? { only } : {}),
    q: values.of('q', (text) => text, wrongOf('text')) ?? '',
    from: day('from'),
    to: day('to'),
    customer: values.of('customer', readId, wrongOf('customer')),
    site: values.of('site', readId, wrongOf('site')),
    filters,
    sorting,
    after: place('after'),
    before: place('before'),
    columns: [...askedOf(columns, asked), ...(section.extra?.(filters) ?? [])],
    ...asked,
  };
  values.order('to', request.from, request.to);
  for (const from of open.filter(({ end }) => end === 'from')) {
    const to = otherEnd(open, from);
    if (to) values.order(to.name, filters[from.name], filters[to.name]);
  }
  if (values.wrong) throw new UnreadableFilters(values.faults, values.typed, request);
  return request;
}

const refused = (name: string): Refused => new Refused(say('sections.list.notUnderstood', { name }));

/** As many as a page has boxes. */
const MOST_ONLY = 200;

function readOnly(value: unknown): string[] | undefined {
  if (value === undefined || value === '') return undefined;
  const ids = typeof value === 'string' ? value.split(',') : [];
  if (ids.length === 0 || ids.length > MOST_ONLY || !ids.every(isId)) throw refused('only');
  return ids;
}

const kindOf = ({ choices, input }: Filter) => (choices ? 'choice' : (input ?? 'text'));
const readId = (text: string): string | undefined => (isId(text) ? text : undefined);

function readSorting(section: Section, text: string | undefined, hidden: Hidden): Sorting {
  if (text === undefined) return section.sorting;
  const descending = text.startsWith('-');
  const field = fieldOf(section, descending ? text.slice(1) : text);
  if (!field?.sort || hidden(field)) throw refused('sort');
  return { field: field.name, descending };
}

/** The columns that a list may have beside the reference, for whoever looks. */
export const columnsToChoose = (section: Section, hidden: Hidden): Field[] =>
  section.fields.filter((field) => field.list && field.kind !== 'reference' && !hidden(field));

/** Whether anything narrows the list, so that an empty page can say so and offer to clear it. */
export const isNarrowed = (request: ListRequest): boolean =>
  Boolean(request.only || request.q || request.from || request.to || request.site || request.customer) ||
  Object.keys(request.filters).length > 0;
