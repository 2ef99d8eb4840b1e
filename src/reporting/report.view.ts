import { say, type Text } from '../platform/errors.js';
import type { PageModel } from '../platform/pages/page.js';
import type { Choice } from '../platform/lists/choice.js';
import { isPlain, reportHref, type ReportRoom } from './report.links.js';
import { monthsUntil } from '../platform/months.js';
import {
  faultView,
  offeredPeriods,
  periodForm,
  periodSelect,
  type OfferedPeriod,
  type PeriodContext,
} from '../sections/period/period.form.js';
import type { ReportRequest } from './report.request.js';
import type { Report, ReportBody, ReportKey } from './report.js';

/** Where a report stands, and what its form offers. */
export interface ReportContext extends PeriodContext {
  readonly room: ReportRoom;
  /** The reports that are open to whoever looks. */
  readonly open: readonly Pick<Report, 'key' | 'ofWholeJobs'>[];
  readonly canExport: boolean;
  /** Whose figures these are while no customer is chosen; null where there is just one. */
  readonly whose: Text | null;
  readonly chapters: readonly Choice[];
}

export interface ReportModel extends PageModel {
  readonly filters: object;
  readonly periods: readonly OfferedPeriod[];
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
                label: say('platform.lists.download.csv'),
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
    periods: offeredPeriods(request, today, (change) => reportHref(path, request, change)),
    period: say('sections.period.days', { ...request.range }),
    whose: request.customer ? null : context.whose,
    body: body ?? null,
    empty: body ? null : emptyState(report, path, request, context),
  };
}

function filters(
  { ofWholeJobs }: Report,
  path: string,
  request: ReportRequest,
  context: ReportContext,
): object {
  const { chapter } = request;
  const named = context.chapters.find(({ value }) => value === chapter)?.label ?? say('reporting.chapter');
  return periodForm(path, request, context, (change) => reportHref(path, request, change), {
    fields: ofWholeJobs ? [] : periodSelect('chapter', say('reporting.chapter'), chapter, context.chapters),
    chips: chapter ? [{ label: named, href: reportHref(path, request, { without: 'chapter' }) }] : [],
  });
}

function emptyState(
  { emptyWords = 'reporting.empty' }: Report,
  path: string,
  request: ReportRequest,
  { today }: ReportContext,
): object {
  const { fault } = request;
  if (fault) return faultView(path, fault, (change) => reportHref(path, request, change));
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
