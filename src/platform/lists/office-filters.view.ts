import { say, type Text } from '../errors.js';
import type { Choice } from './choice.js';
import { columnsAsked } from './list-columns.js';
import { listHref, sortAsked } from './list-links.js';
import type { ListQuery } from './list-query.js';
import { pathOf, type AnyOfficeList } from './office-list.js';

/** A filter as the form above a list offers it; one without a label is chosen by other means, such as tabs. */
export interface ShownFilter<Filter extends string> {
  readonly name: Filter;
  readonly label?: Text;
  readonly type?: 'date';
  readonly options?: readonly Choice[];
  /** What its chip says; without it the words of the choice. */
  readonly chip?: (value: string) => Text;
}

/** The form above a list of the office, with a chip for each thing that narrows it. */
export function filterForm<Filter extends string>(
  list: Pick<AnyOfficeList, 'key' | 'words'>,
  query: ListQuery<Filter>,
  shown: readonly ShownFilter<Filter>[],
): object {
  const { q, filters } = query;
  const base = pathOf(list);
  const fields = shown.filter(({ label }) => label);
  const columns = columnsAsked(query);
  const without = (...names: string[]) =>
    listHref(base, query, Object.fromEntries(names.map((name) => [name, ''])));
  const chip = (name: string, label: Text) => ({ label, href: without(name) });
  return {
    action: base,
    q: { value: q, label: `${list.words}.search` },
    hidden: [
      { name: 'sort', value: sortAsked(query) },
      ...(columns ? [{ name: 'columns', value: columns }] : []),
      ...shown.flatMap(({ name, label }) => {
        const value = filters[name];
        return label || !value ? [] : [{ name, value }];
      }),
    ],
    fields: fields.map(({ name, label, type, options }) => ({
      name,
      label,
      value: filters[name] ?? '',
      ...(options
        ? { type: 'select', options: [{ value: '', label: say('platform.lists.any') }, ...options] }
        : { type: type ?? 'text', autocomplete: 'off' }),
    })),
    chips: [
      ...(q ? [chip('q', say('platform.lists.searchedFor', { q }))] : []),
      ...fields.flatMap(({ name, options, chip: words }) => {
        const value = filters[name];
        const label = value && (words?.(value) ?? options?.find((one) => one.value === value)?.label);
        return label ? [chip(name, label)] : [];
      }),
    ],
    clearHref: without('q', ...fields.map(({ name }) => name)),
  };
}
