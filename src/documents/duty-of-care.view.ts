import { say, type Text } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import type { PageHead, PageModel } from '../platform/pages/page.js';
import { tableView, type TableView } from '../platform/pages/table.view.js';
import {
  faultView,
  offeredPeriods,
  periodForm,
  type OfferedPeriod,
  type PeriodContext,
} from '../sections/period/period.form.js';
import { periodHref } from '../sections/period/period.href.js';
import type { PeriodRequest } from '../sections/period/period.request.js';
import type { Counted, CountedGap, PackCounts } from './duty-of-care.queries.js';

/** What is there of some days, and what is missing. */
export interface DutyOfCare {
  readonly looked: Counted;
  readonly gaps: readonly CountedGap[];
  /** What may be taken along; none where nothing may be. */
  readonly pack: PackCounts | undefined;
}

export interface DutyOfCareContext extends PeriodContext {
  readonly room: 'portal' | 'admin';
  /** Of how many of the customers files may be taken along; null where there is just one. */
  readonly packOf: Text | null;
  /** Whoever looks sees some sites only: what is for all of a customer's sites is not theirs to see. */
  readonly someSites: boolean;
  /** Whose movements these are while no customer is chosen; null where there is just one. */
  readonly whose: Text | null;
  /** That of the customer whom staff look at: this is one of the tabs of their page. */
  readonly head?: PageHead;
}

/** One kind of thing in the pack, with the way to its list. */
interface Held {
  readonly text: Text;
  readonly href: string | null;
}

export interface DutyOfCareModel extends PageModel {
  readonly filters: object;
  readonly periods: readonly OfferedPeriod[];
  readonly period: Text;
  readonly whose: Text | null;
  readonly looked: Held | null;
  readonly gaps: TableView | null;
  readonly someSites: boolean;
  readonly pack: {
    readonly action: string;
    readonly values: readonly { readonly name: string; readonly value: string }[];
    readonly whose: Text | null;
    readonly holds: readonly Held[];
    readonly empty: boolean;
  } | null;
  readonly empty: object | null;
}

const NAME = 'duty-of-care';

/** The page of gaps and the pack; without what was found it says why there is nothing and what to do. */
export function dutyOfCareView(
  request: PeriodRequest,
  found: DutyOfCare | undefined,
  context: DutyOfCareContext,
): DutyOfCareModel {
  const { room, today } = context;
  const path = `/${room}/${NAME}`;
  const href = (change: object) => periodHref(path, request, change);
  const held = ({ section, query, count }: Counted, key: string): Held => ({
    text: say(`${NAME}.${key}`, { count }),
    href: count > 0 ? `/${room}/${section.key}?${new URLSearchParams(query)}` : null,
  });
  return {
    head: { title: say(`${NAME}.title`), ...context.head, purpose: say(`${NAME}.purpose.${room}`) },
    filters: periodForm(path, request, context, href, {
      fields: [],
      chips: [],
      open: !found && !request.fault,
    }),
    periods: offeredPeriods(request, today, href),
    period: say('sections.period.days', { ...request.range }),
    whose: request.customer ? null : context.whose,
    looked: found ? held(found.looked, 'looked') : null,
    gaps: found ? gapsTable(room, found.gaps) : null,
    someSites: found !== undefined && context.someSites,
    pack: found?.pack ? packView(found.pack, path, request, context, held) : null,
    empty: found ? null : nothing(path, request, href),
  };
}

function packView(
  { papers, licences, movements }: PackCounts,
  path: string,
  request: PeriodRequest,
  { packOf }: DutyOfCareContext,
  held: (counted: Counted, key: string) => Held,
): NonNullable<DutyOfCareModel['pack']> {
  const whose = request.customer ? null : packOf;
  // A list holds the records of all customers, also of those whose files nobody takes along.
  const item = (counted: Counted, key: string) => ({
    ...held(counted, `pack.${key}`),
    ...(whose ? { href: null } : {}),
  });
  return {
    action: `${path}/packs`,
    values: packValues(request),
    whose,
    holds: [
      item(papers, 'papers'),
      ...(licences ? [item(licences, 'licences')] : []),
      item(movements, 'movements'),
    ],
    empty: [papers, licences, movements].every((one) => !one?.count),
  };
}

/** Days, customer and site as the form of the pack sends them. */
const packValues = ({ range, customer, site }: PeriodRequest) =>
  Object.entries({ ...range, customer, site }).flatMap(([name, value]) => (value ? [{ name, value }] : []));

function gapsTable(room: string, gaps: readonly CountedGap[]): TableView {
  return tableView({
    caption: say(`${NAME}.gaps`),
    columns: (['gap', 'count', 'meaning'] as const).map((key) => ({
      key,
      label: say(`${NAME}.columns.${key}`),
      telling: true,
    })),
    rows: gaps.map(({ gap, section, query, count, unknown }) => ({
      ...(count > 0 ? { href: `/${room}/${section.key}?${new URLSearchParams(query)}` } : {}),
      cells: [
        cell.words(say(`${NAME}.names.${gap.key}`)),
        unknown
          ? cell.status(say(`${NAME}.unknown.${unknown}`), 'neutral')
          : state(count, section.key, gap.mild === true),
        cell.words(say(unknown ? `${NAME}.${unknown}.${gap.key}` : `${NAME}.meanings.${gap.key}`)),
      ],
    })),
  });
}

const state = (count: number, section: string, mild: boolean): Cell =>
  count === 0
    ? cell.status(say(`${NAME}.none`), 'good')
    : cell.status(say(`${section}.count`, { count }), mild ? 'information' : 'attention');

function nothing(path: string, { fault }: PeriodRequest, href: (change: object) => string): object {
  if (fault) return faultView(path, fault, href);
  return {
    title: say(`${NAME}.whose.title`),
    text: say(`${NAME}.whose.text`),
    icon: 'company',
    action: { label: say(`${NAME}.whose.action`), href: '/admin/customers' },
  };
}
