import { isId } from '../../platform/ids.js';
import { Refused, say } from '../../platform/errors.js';
import type { Cursors, Place } from '../../platform/lists/cursors.js';
import type { Field } from './field.js';
import { fieldOf, orderOf, type Section, type Sorting } from './section.js';

/** What a list is asked for, as the URL says it. */
export interface ListRequest {
  readonly q: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly customer: string | undefined;
  readonly site: string | undefined;
  /** The section's own filters, by name. */
  readonly filters: Readonly<Record<string, string>>;
  readonly sorting: Sorting;
  readonly after: Place | undefined;
  readonly before: Place | undefined;
  readonly columns: readonly Field[];
  /** Whether columns were chosen, rather than the usual ones. */
  readonly chosen: boolean;
}

type Query = Readonly<Record<string, unknown>>;
const USUAL = ['q', 'from', 'to', 'customer', 'site', 'sort', 'after', 'before', 'columns'];

/**
 * Reads the query of a list.
 * @param hidden whether a field is closed to whoever asks: it cannot be shown, sorted or filtered by then
 * @throws Refused for what the section does not know, so that a mistyped link never shows something else in silence
 */
export function readListRequest(
  section: Section,
  query: Query,
  cursors: Cursors,
  hidden: (field: Field) => boolean,
): ListRequest {
  const read = (name: string): string | undefined => {
    const value = query[name];
    if (value === undefined || value === '') return undefined;
    if (typeof value !== 'string' || value.length > 500 || value.includes('\0')) throw refused(name);
    return value.normalize('NFC').trim();
  };
  const known = [...USUAL, ...(section.filters ?? []).map(({ name }) => name)];
  const unknown = Object.keys(query).find((name) => !known.includes(name));
  if (unknown) throw refused(unknown);
  const sorting = readSorting(section, read('sort'), hidden);
  const cursor = (name: 'after' | 'before') => {
    const text = read(name);
    return text === undefined ? undefined : cursors.unpack(orderOf(section, sorting), text);
  };
  const columns = read('columns');
  const filters = readFilters(section, read, hidden);
  return {
    q: read('q') ?? '',
    from: readDate('from', read('from')),
    to: readDate('to', read('to')),
    customer: readId('customer', read('customer')),
    site: readId('site', read('site')),
    filters,
    sorting,
    after: cursor('after'),
    before: cursor('before'),
    columns: columns
      ? readColumns(section, columns, hidden)
      : [...usualColumns(section, hidden), ...(section.extra?.(filters) ?? [])],
    chosen: columns !== undefined,
  };
}

const refused = (name: string): Refused => new Refused(say('sections.list.notUnderstood', { name }));

function readDate(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const day = /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (!day || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text) throw refused(name);
  return text;
}

function readId(name: string, text: string | undefined): string | undefined {
  if (text !== undefined && !isId(text)) throw refused(name);
  return text;
}

function readSorting(section: Section, text: string | undefined, hidden: (field: Field) => boolean): Sorting {
  if (text === undefined) return section.sorting;
  const descending = text.startsWith('-');
  const field = fieldOf(section, descending ? text.slice(1) : text);
  if (!field?.sort || hidden(field)) throw refused('sort');
  return { field: field.name, descending };
}

function readFilters(
  section: Section,
  read: (name: string) => string | undefined,
  hidden: (field: Field) => boolean,
): Readonly<Record<string, string>> {
  const entries = (section.filters ?? []).flatMap((filter) => {
    const text = read(filter.name);
    if (text === undefined) return [];
    const value = filter.field && hidden(filter.field) ? undefined : filter.read(text);
    if (value === undefined) throw refused(filter.name);
    return [[filter.name, value] as const];
  });
  return Object.fromEntries(entries);
}

function readColumns(section: Section, text: string, hidden: (field: Field) => boolean): Field[] {
  const wanted = text.split(',').filter((name) => name !== 'reference');
  const columns = wanted.map((name) => {
    const field = fieldOf(section, name);
    if (!field?.list || hidden(field)) throw refused('columns');
    return field;
  });
  return [fieldOf(section, 'reference') as Field, ...new Set(columns)];
}

const usualColumns = (section: Section, hidden: (field: Field) => boolean): Field[] =>
  section.fields.filter((field) => (field.list === 'shown' || field.list === 'telling') && !hidden(field));

/** Whether anything narrows the list, so that an empty page can say so and offer to clear it. */
export const isNarrowed = (request: ListRequest): boolean =>
  Boolean(request.q || request.from || request.to || request.site || request.customer) ||
  Object.keys(request.filters).length > 0;
