import { bothWays, type SortedBy, type SortLink } from '../../platform/lists/sorts.js';
import { fieldLabel } from './field.cells.js';
import type { Field } from './field.js';
import type { Hidden } from './hidden-fields.js';
import { listHref } from './list.href.js';
import type { ListRequest } from './list.request.js';
import type { Section } from './section.js';

/** Every order that a list may have for whoever looks. */
export const sortLinks = (section: Section, request: ListRequest, hidden: Hidden, base: string): SortLink[] =>
  section.fields
    .filter((field) => field.sort && field.list && !hidden(field))
    .flatMap((field) =>
      bothWays(
        fieldLabel(section, field),
        BY[field.kind] ?? 'words',
        sortedAs(request, field),
        (descending) => listHref(base, section, request, { sort: `${descending ? '-' : ''}${field.name}` }),
      ),
    );

const BY: Partial<Record<Field['kind'], SortedBy>> = {
  date: 'days',
  time: 'days',
  whole: 'numbers',
  weight: 'numbers',
  money: 'numbers',
};

/** How a list is sorted by a field, where it is. */
export const sortedAs = (
  { sorting }: ListRequest,
  { name }: Field,
): 'ascending' | 'descending' | undefined => {
  if (sorting.field !== name) return undefined;
  return sorting.descending ? 'descending' : 'ascending';
};
