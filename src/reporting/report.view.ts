import { say, type Text } from '../platform/errors.js';
import type { PageModel } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import type { Choice } from '../sections/engine/list.view.js';
import { isPlain, reportHref, type ReportRoom } from './report.links.js';
import { monthsUntil, type Range } from '../platform/months.js';
import type { ReportRequest } from './report.request.js';
import type { Report, ReportBody, ReportKey } from './report.js';

/** Where a report stands, and what its form offers. */
export interface ReportContext {
  readonly room: ReportRoom;
  readonly today: string;
  /** The reports that are open to whoever looks. */
  readonly open: readonly Pick<Report, 'key' | 'ofWholeJobs'>[];
  readonly canExport: boolean;
  /** Whose figures these are while no customer is chosen; null where there is just one. */
  readonly whose: Text | null;
  readonly sites: readonly Choice[];
  /** Where there are too many sites to choose from: the reference of the one that is meant, or nothing. */
  readonly siteTyped?: string | undefined;
  readonly customers: readonly Choice[];
  readonly chapters: readonly Choice[];
}

export interface ReportModel extends PageModel {
  readonly filters: object;
  readonly periods: readonly { readonly label: Text; readonly href: string; readonly current: boolean }[];
  readonly period: Text;
  /** How many customers the figures are of, where they are not of one alone. */
  readonly whose: Text | null;
  readonly body: ReportBody | null;
  readonly empty: object | null;
}

/** A report as a page; without a body it says why there is nothing and what to change. */
export function reportView(
  report: Report,
  request: ReportRequest,
  body: ReportBody | undefined,
  context: ReportContext,
): ReportModel {
  const { room, today, open } = context;
  const pathOf = (key: ReportKey) => `/${room}/reporting/${key}`;
  const path = pathOf(report.key);
  return {
    head: {
      title: say(`reporting.${report.key}.title`),
      purpose: say(`reporting.${report.key}.purpose.${room}`),
      moreActions:
        context.canExport && body
          ? [
              {
                label: say('sections.list.download.csv'),
                href: reportHref(`${path}.csv`, request),
                icon: 'download',
                kind: 'secondary',
              },
            ]
          : [],
      tabs: open.map(({ key, ofWholeJobs }) => ({
        label: say(`reporting.${key}.title`),
        href: reportHref(pathOf(key), request, ofWholeJobs ? { without: 'chapter' } : {}),
        current: key === report.key,
      })),
    },
    filters: filters(report, path, request, context),
    periods: periods(path, request, today),
    period: say('reporting.period', { ...request.range }),
    whose: request.customer ? null : context.whose,
    body: body ?? null,
    empty: body ? null : emptyState(report, path, request, context),
  };
}

type Select = (
  name: string,
  label: Text,
  value: string | undefined,
  choices: readonly Choice[],
) => readonly object[];

function filters(
  { ofWholeJobs }: Report,
  path: string,
  request: ReportRequest,
  context: ReportContext,
): object {
  const any = { value: '', label: say('sections.filters.any') };
  const select: Select = (name, label, value, choices) =>
    choices.length > 1
      ? [{ name, label, type: 'select', value: value ?? '', options: [any, ...choices] }]
      : [];
  const offered = { customer: context.customers, site: context.sites };
  return {
    action: path,
    fields: [
      ...(['from', 'to'] as const).map((name) => ({
        name,
        label: say(`sections.filters.${name}`),
        type: 'date',
        value: request.range[name],
      })),
      ...select('customer', say('sections.fields.customer'), request.customer, context.customers),
      ...siteField(request, context, select),
      ...(ofWholeJobs ? [] : select('chapter', say('reporting.chapter'), request.chapter, context.chapters)),
    ],
    // What the form does not offer stays as it is.
    hidden: (['customer', 'site'] as const).flatMap((name) => {
      const value = request[name];
      const typed = name === 'site' && typesSite(request, context);
      return value && !typed && offered[name].length < 2 ? [{ name, value }] : [];
    }),
    open: request.fault === 'site',
    chips: chips(path, request, context),
    clearHref: path,
  };
}

/** Somebody names the site that they mean where there are too many to choose from, and where the name was wrong. */
const typesSite = ({ siteTyped }: ReportRequest, context: ReportContext): boolean =>
  siteTyped !== undefined || context.siteTyped !== undefined;

function siteField(request: ReportRequest, context: ReportContext, select: Select): readonly object[] {
  const label = say('sections.fields.site');
  if (!typesSite(request, context)) return select('site', label, request.site, context.sites);
  const value = request.siteTyped ?? context.siteTyped ?? '';
  const error = request.siteTyped === undefined ? {} : { error: say('sections.filters.wrong.site') };
  return [{ name: 'site', label, type: 'text', value, help: say('sections.filters.siteHelp'), ...error }];
}

function chips(path: string, request: ReportRequest, context: ReportContext) {
  const { range, usualRange, customer, site, chapter } = request;
  const named = (choices: readonly Choice[], value: string, otherwise: string): Text =>
    choices.find((one) => one.value === value)?.label ?? say(otherwise);
  const chip = (without: 'range' | 'customer' | 'site' | 'chapter', label: Text) => ({
    label,
    href: reportHref(path, request, { without }),
  });
  return [
    ...(usualRange ? [] : [chip('range', say('reporting.period', { ...range }))]),
    ...(customer
      ? [chip('customer', named(context.customers, customer, 'sections.filters.chip.customer'))]
      : []),
    ...(site ? [chip('site', named(context.sites, site, 'sections.filters.chip.site'))] : []),
    ...(chapter ? [chip('chapter', named(context.chapters, chapter, 'reporting.chapter'))] : []),
  ];
}

/** The days that people ask for most. */
function periods(path: string, request: ReportRequest, today: string): ReportModel['periods'] {
  const year = Number(today.slice(0, 4));
  const wholeYear = (of: number): Range => ({ from: `${of}-01-01`, to: `${of}-12-31` });
  const offered: readonly (readonly [Text, Range])[] = [
    [verbatim(String(year)), wholeYear(year)],
    [verbatim(String(year - 1)), wholeYear(year - 1)],
    [say('reporting.periods.fiveYears'), monthsUntil(today, 60)],
  ];
  const { range, usualRange } = request;
  return [
    {
      label: say('reporting.periods.twelveMonths'),
      href: reportHref(path, request, { without: 'range' }),
      current: usualRange,
    },
    ...offered.map(([label, days]) => ({
      label,
      href: reportHref(path, request, days),
      current: !usualRange && range.from === days.from && range.to === days.to,
    })),
  ];
}

function emptyState(
  { emptyWords = 'reporting.empty' }: Report,
  path: string,
  request: ReportRequest,
  { today }: ReportContext,
): object {
  const { fault } = request;
  if (fault) {
    const title = say(`reporting.empty.${fault}.title`);
    const action =
      fault === 'site'
        ? { label: say('platform.filters.clear'), href: path }
        : { label: say('reporting.empty.usual'), href: reportHref(path, request, { without: 'range' }) };
    return { title, text: say(`reporting.empty.${fault}.text`), icon: 'calendar', action };
  }
  const longer = reportHref(path, request, monthsUntil(today, 60));
  return {
    title: say('reporting.empty.title'),
    text: say(`${emptyWords}.${isPlain(request) ? 'text' : 'narrowed'}`, { ...request.range }),
    icon: 'reporting',
    action: isPlain(request)
      ? { label: say('reporting.empty.longer'), href: longer }
      : { label: say('platform.filters.clear'), href: path },
  };
}
