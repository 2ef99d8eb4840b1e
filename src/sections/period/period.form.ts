import { say, type Text } from '../../platform/errors.js';
import { monthsUntil, type Range } from '../../platform/months.js';
import { verbatim } from '../../platform/pages/words.js';
import type { Choice } from '../../platform/lists/choice.js';
import {
  placeFields,
  selectField,
  type Asked,
  type Place,
  type PlaceOffers,
} from '../engine/place.fields.js';
import type { PeriodChange } from './period.href.js';
import type { PeriodRequest } from './period.request.js';

/** What the form offers. */
export interface PeriodContext extends PlaceOffers {
  /** A calendar day where the organisation is. */
  readonly today: string;
}

/** The page as it is asked for now, changed in one thing. */
export type PeriodHref = (change: PeriodChange) => string;

/** What a page adds to the form. */
export interface OwnFilters {
  readonly fields: readonly object[];
  readonly chips: readonly object[];
  /** Something is to be chosen before there is anything to see. */
  readonly open?: boolean;
}

/** A drop-down of the form, where there is something to choose. */
export const periodSelect = (
  name: string,
  label: Text,
  value: string | undefined,
  choices: readonly Choice[],
): readonly object[] => (choices.length > 1 ? [selectField(name, label, { value }, choices)] : []);

/** The form above a page over days: from when to when, whose, where. */
export function periodForm(
  path: string,
  request: PeriodRequest,
  context: PeriodContext,
  href: PeriodHref,
  own: OwnFilters = { fields: [], chips: [] },
): object {
  const places = placesOf(request, context);
  return {
    action: path,
    fields: [
      ...(['from', 'to'] as const).map((name) => ({
        name,
        label: say(`sections.filters.${name}`),
        type: 'date',
        ...(request.typed[name] === undefined
          ? { value: request.range[name] }
          : { value: request.typed[name], error: say('sections.form.wrong.year') }),
      })),
      ...places.fields,
      ...own.fields,
    ],
    hidden: places.hidden,
    open: own.open === true || Object.keys(request.typed).length > 0,
    chips: [...chips(request, context, href), ...own.chips],
    clearHref: path,
  };
}

/** Of few customers one is chosen, whatever somebody typed into the address; a site is named again. */
function placesOf(
  { customer, site, typed }: PeriodRequest,
  context: PeriodContext,
): ReturnType<typeof placeFields> {
  const siteTyped = context.siteTyped ?? (typed.site === undefined ? undefined : '');
  const wrong = (place: Place, isNamed: boolean): Pick<Asked, 'typed' | 'error'> => {
    if (typed[place] === undefined) return {};
    return isNamed
      ? { typed: typed[place], error: say(`sections.filters.wrong.${place}`) }
      : { error: say('sections.filters.wrong.choice') };
  };
  return placeFields(
    {
      customer: { value: customer, ...wrong('customer', context.customerTyped !== undefined) },
      site: { value: site, ...wrong('site', true) },
    },
    { ...context, siteTyped },
  );
}

function chips(request: PeriodRequest, context: PeriodContext, href: PeriodHref): object[] {
  const { range, usualRange, customer, site } = request;
  const named = (choices: readonly Choice[], value: string, otherwise: string): Text =>
    choices.find((one) => one.value === value)?.label ?? say(otherwise);
  const chip = (without: 'range' | 'customer' | 'site', label: Text) => ({ label, href: href({ without }) });
  return [
    ...(usualRange ? [] : [chip('range', say('sections.period.days', { ...range }))]),
    ...(customer
      ? [chip('customer', named(context.customers, customer, 'sections.filters.chip.customer'))]
      : []),
    ...(site ? [chip('site', named(context.sites, site, 'sections.filters.chip.site'))] : []),
  ];
}

/** A link to days that people ask for. */
export interface OfferedPeriod {
  readonly label: Text;
  readonly href: string;
  readonly current: boolean;
}

/** The days that people ask for most. */
export function offeredPeriods(request: PeriodRequest, today: string, href: PeriodHref): OfferedPeriod[] {
  const year = Number(today.slice(0, 4));
  const wholeYear = (of: number): Range => ({ from: `${of}-01-01`, to: `${of}-12-31` });
  const offered: readonly (readonly [Text, Range])[] = [
    [verbatim(String(year)), wholeYear(year)],
    [verbatim(String(year - 1)), wholeYear(year - 1)],
    [say('sections.period.fiveYears'), monthsUntil(today, 60)],
  ];
  const { range, usualRange } = request;
  return [
    {
      // By its last month, which is not over: figures of whole months name another.
      label: say('sections.period.twelveMonths', { month: today.slice(0, 7) }),
      href: href({ without: 'range' }),
      current: usualRange,
    },
    ...offered.map(([label, days]) => ({
      label,
      href: href(days),
      current: !usualRange && range.from === days.from && range.to === days.to,
    })),
  ];
}

/** Why there is nothing to be shown, and what to change. */
export function faultView(
  path: string,
  fault: NonNullable<PeriodRequest['fault']>,
  href: PeriodHref,
): object {
  return {
    title: say(`sections.period.wrong.${fault}.title`),
    text: say(`sections.period.wrong.${fault}.text`),
    icon: 'calendar',
    action:
      fault === 'site' || fault === 'customer'
        ? { label: say('platform.filters.clear'), href: path }
        : { label: say('sections.period.usual'), href: href({ without: 'range' }) },
  };
}
