import { say, type Text } from '../../platform/errors.js';
import type { Choice } from '../../platform/lists/choice.js';
import { columnsAsked } from '../../platform/lists/list-columns.js';
import { verbatim } from '../../platform/pages/words.js';
import { DRAFT, isClosed, otherEnd, type Filter } from './filter.js';
import { filtersOf } from './filters-of.js';
import { listHref } from './list.href.js';
import type { ListRequest } from './list.request.js';
import type { ListContext } from './list.view.js';
import { askedField, placeFields, selectField, type Asked } from './place.fields.js';
import type { Section } from './section.js';

/** One field of the form, or the two ends of a range below one name. */
type FormField = object;

/** The form above a list, with a chip for each thing that narrows it. */
export function filterForm(
  section: Section,
  request: ListRequest,
  context: ListContext,
  base: string,
): object {
  const { fields: errors = {}, typed = {} } = context.wrong ?? {};
  const asked = (name: string, value: string | undefined): Asked => ({
    value,
    typed: typed[name],
    error: errors[name],
  });
  const field = (name: string, label: Text, value: string | undefined, more: object): FormField =>
    askedField(name, label, asked(name, value), more);
  const open = filtersOf(section).filter((filter) => !isClosed(filter, context.hidden));
  const own = open
    .filter(({ end, quiet }) => end !== 'to' && !quiet)
    .map((filter): FormField => {
      const label = labelOf(section, filter);
      const value = request.filters[filter.name];
      if (filter.end)
        return range(filter, open, (one, words) =>
          field(one.name, words, request.filters[one.name], typing(one)),
        );
      const seen = seenIn(context.room, filter, request.filters[filter.name])?.map((one) =>
        choice(section, filter, one),
      );
      const choices = context.offered[filter.name] ?? seen;
      return choices
        ? selectField(filter.name, label, asked(filter.name, value), choices)
        : field(filter.name, label, value, { type: 'text' });
    });
  const places = placeFields(
    { customer: asked('customer', request.customer), site: asked('site', request.site) },
    context,
  );
  const dates = (['from', 'to'] as const).map((name) =>
    field(name, say(`sections.filters.${name}`), request[name], { type: 'date' }),
  );
  return {
    action: base,
    q: {
      value: typed['q'] ?? request.q,
      label: say(`${section.key}.search`),
      ...(errors['q'] ? { error: errors['q'] } : {}),
    },
    open: context.wrong !== undefined,
    fields: [
      ...(section.dateField ? [{ legend: say('sections.fields.date'), fields: dates }] : []),
      ...places.fields,
      ...own,
    ],
    hidden: [...hiddenInputs(request, section), ...places.hidden],
    chips: chips(section, request, context, base),
    clearHref: base,
  };
}

/** What is offered in a room, and what stands there from an older address. */
const seenIn = (
  room: 'portal' | 'admin',
  { choices, unoffered }: Filter,
  chosen: string | undefined,
): string[] | undefined =>
  choices?.filter(
    (one) => (room === 'admin' || one !== DRAFT) && (one === chosen || !unoffered?.[room].includes(one)),
  );

/** From and to of one field, below its name. */
function range(
  from: Filter,
  open: readonly Filter[],
  write: (filter: Filter, words: Text) => FormField,
): FormField {
  const to = otherEnd(open, from);
  return {
    legend: from.label,
    unit: from.field?.kind === 'weight' ? say('sections.filters.kilograms') : null,
    help: from.input === 'money' ? say('sections.filters.moneyHelp') : null,
    fields: [from, ...(to ? [to] : [])].map((one) => write(one, say(`sections.filters.${one.end}`))),
  };
}

const typing = ({ input }: Filter): object =>
  input === 'date' ? { type: 'date' } : { type: 'text', inputmode: input === 'money' ? 'text' : 'decimal' };

/** What a filter is called. */
export const labelOf = (section: Section, { label, name }: Filter): Text =>
  label ?? say(`${section.key}.filters.${name}`);

const choice = (section: Section, filter: Filter, value: string): Choice => ({
  value,
  label: shown(section, filter, value),
});

/** A value of a filter as people read it. */
export function shown(
  section: Section,
  { words, written }: Filter,
  value: string,
  siteName: (id: string) => string | undefined = () => undefined,
): Text {
  if (words) return say(`${section.key}.${words}.${value}`);
  const text = written?.(value, siteName) ?? value;
  return typeof text === 'string' ? verbatim(text) : text;
}

/** Sorting, columns and what only links bring stay when filters change. */
function hiddenInputs(request: ListRequest, section: Section): { name: string; value: string }[] {
  const { field, descending } = request.sorting;
  const usual = field === section.sorting.field && descending === section.sorting.descending;
  const columns = columnsAsked(request);
  return [
    ...(usual ? [] : [{ name: 'sort', value: `${descending ? '-' : ''}${field}` }]),
    ...(columns ? [{ name: 'columns', value: columns }] : []),
    ...filtersOf(section).flatMap(({ name, quiet }) => {
      const value = quiet && request.filters[name];
      return value ? [{ name, value }] : [];
    }),
  ];
}

interface Chip {
  /** What it narrows by, where its words alone do not say. */
  readonly name: Text | null;
  readonly label: Text;
  readonly href: string;
}

function chips(section: Section, request: ListRequest, context: ListContext, base: string): Chip[] {
  const chip = (key: string, label: Text | undefined, name: Text | null = null): Chip[] =>
    label ? [{ name, label, href: listHref(base, section, request, { without: key }) }] : [];
  const named = (choices: readonly Choice[] | undefined, value: string): Text | undefined =>
    choices?.find((one) => one.value === value)?.label;
  const { q, from, to, customer, site } = request;
  const siteName = (id: string) => context.siteNames?.get(id);
  return [
    ...chip('q', q ? say('sections.filters.chip.q', { q }) : undefined),
    ...chip('from', from ? say('sections.filters.chip.from', { day: from }) : undefined),
    ...chip('to', to ? say('sections.filters.chip.to', { day: to }) : undefined),
    ...chip(
      'customer',
      customer ? (named(context.customers, customer) ?? say('sections.filters.chip.customer')) : undefined,
    ),
    ...chip('site', site ? (named(context.sites, site) ?? say('sections.filters.chip.site')) : undefined),
    ...filtersOf(section).flatMap((filter) => {
      const value = request.filters[filter.name];
      if (value === undefined) return [];
      const label = named(context.offered[filter.name], value) ?? shown(section, filter, value, siteName);
      return chip(filter.name, label, filter.label ?? null);
    }),
  ];
}
