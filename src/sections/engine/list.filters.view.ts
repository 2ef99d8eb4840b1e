import { say, type Text } from '../../platform/errors.js';
import { verbatim } from '../../platform/pages/words.js';
import type { Filter } from './filter.js';
import { listHref } from './list.href.js';
import type { ListRequest } from './list.request.js';
import type { Choice, ListContext } from './list.view.js';
import type { Section } from './section.js';

/** The form above a list, with a chip for each thing that narrows it. */
export function filterForm(
  section: Section,
  request: ListRequest,
  context: ListContext,
  base: string,
): object {
  const any = { value: '', label: say('sections.filters.any') };
  const select = (name: string, label: Text, value: string | undefined, choices: readonly Choice[]) => ({
    name,
    label,
    type: 'select',
    value: value ?? '',
    options: [any, ...choices],
  });
  const own = (section.filters ?? [])
    .filter(({ field }) => !field || !context.hidden(field))
    .map((filter) => {
      const label = say(`${section.key}.filters.${filter.name}`);
      const value = request.filters[filter.name];
      if (!filter.choices) return { name: filter.name, label, type: 'text', value: value ?? '' };
      return select(
        filter.name,
        label,
        value,
        filter.choices.map((one) => ({ value: one, label: shown(section, filter, one) })),
      );
    });
  const dates = section.dateField
    ? (['from', 'to'] as const).map((name) => ({
        name,
        label: say(`sections.filters.${name}`),
        type: 'date',
        value: request[name] ?? '',
      }))
    : [];
  const customers =
    context.customers.length > 1
      ? [select('customer', say('sections.fields.customer'), request.customer, context.customers)]
      : [];
  const sites =
    context.sites.length > 1
      ? [select('site', say('sections.fields.site'), request.site, context.sites)]
      : [];
  return {
    action: base,
    q: { value: request.q, label: say(`${section.key}.search`) },
    fields: [...dates, ...customers, ...sites, ...own],
    hidden: hiddenInputs(request, section),
    chips: chips(section, request, context, base),
    clearHref: base,
  };
}

function shown(section: Section, { words, written }: Filter, value: string): Text {
  if (words) return say(`${section.key}.${words}.${value}`);
  const text = written?.(value) ?? value;
  return typeof text === 'string' ? verbatim(text) : text;
}

/** Sorting and columns stay when filters change. */
function hiddenInputs(request: ListRequest, section: Section): { name: string; value: string }[] {
  const { field, descending } = request.sorting;
  const usual = field === section.sorting.field && descending === section.sorting.descending;
  return [
    ...(usual ? [] : [{ name: 'sort', value: `${descending ? '-' : ''}${field}` }]),
    ...(request.chosen
      ? [{ name: 'columns', value: request.columns.map(({ name }) => name).join(',') }]
      : []),
  ];
}

function chips(
  section: Section,
  request: ListRequest,
  context: ListContext,
  base: string,
): { label: Text; href: string }[] {
  const without = (name: string) => listHref(base, section, request, { without: name });
  const named = (choices: readonly Choice[], value: string) =>
    choices.find((one) => one.value === value)?.label;
  const chip = (name: string, label: Text | undefined) => (label ? [{ label, href: without(name) }] : []);
  return [
    ...chip('q', request.q ? say('sections.filters.chip.q', { q: request.q }) : undefined),
    ...chip('from', request.from ? say('sections.filters.chip.from', { day: request.from }) : undefined),
    ...chip('to', request.to ? say('sections.filters.chip.to', { day: request.to }) : undefined),
    ...chip(
      'customer',
      request.customer
        ? (named(context.customers, request.customer) ?? say('sections.filters.chip.customer'))
        : undefined,
    ),
    ...chip(
      'site',
      request.site ? (named(context.sites, request.site) ?? say('sections.filters.chip.site')) : undefined,
    ),
    ...(section.filters ?? []).flatMap((filter) => {
      const value = request.filters[filter.name];
      return value === undefined ? [] : chip(filter.name, shown(section, filter, value));
    }),
  ];
}
