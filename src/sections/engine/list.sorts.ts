import { say, type Text } from '../../platform/errors.js';
import { fieldLabel } from './field.cells.js';
import type { Field } from './field.js';
import type { Hidden } from './hidden-fields.js';
import { listHref } from './list.href.js';
import type { ListRequest } from './list.request.js';
import type { Section } from './section.js';

/** One order of a list, as a phone offers it that has no column heads: *Date: latest first*. */
export interface SortLink {
  readonly label: Text;
  readonly way: Text;
  readonly href: string;
  readonly current: boolean;
}

/** Every order that a list may have for whoever looks, both ways; of each field the usual way first. */
export const sortLinks = (section: Section, request: ListRequest, hidden: Hidden, base: string): SortLink[] =>
  section.fields
    .filter((field) => field.sort && field.list && !hidden(field))
    .flatMap((field) => {
      const way = wayOf(field);
      const link = (descending: boolean): SortLink => ({
        label: fieldLabel(section, field),
        way: say(`sections.sort.${way}.${descending ? 'descending' : 'ascending'}`),
        href: listHref(base, section, request, { sort: `${descending ? '-' : ''}${field.name}` }),
        current: request.sorting.field === field.name && request.sorting.descending === descending,
      });
      return [link(way === 'days'), link(way !== 'days')];
    });

const WAYS: Partial<Record<Field['kind'], 'days' | 'numbers'>> = {
  date: 'days',
  time: 'days',
  whole: 'numbers',
  weight: 'numbers',
  money: 'numbers',
};
const wayOf = ({ kind }: Field): 'days' | 'numbers' | 'words' => WAYS[kind] ?? 'words';
