import { say, type Text } from '../../platform/errors.js';
import type { SummaryLine } from '../../platform/pages/form-summary.js';
import type { Choice } from '../../platform/lists/choice.js';
import type { Place } from '../../platform/lists/cursors.js';
import type { Remembered } from '../../platform/lists/list-memory.js';
import type { Keeping, ListTools } from '../../platform/lists/list-tools.view.js';
import type { WayOn } from '../../platform/lists/office-list.view.js';
import type { PageModel } from '../../platform/pages/page.js';
import { downloads } from './list.downloads.js';
import type { TableView } from '../../platform/pages/table.view.js';
import type { Hidden } from './hidden-fields.js';
import { emptyList, type EmptyList } from './list.empty.view.js';
import { NO_SUMS, type SumLines } from './list.sums.js';
import type { ListRequest, UnreadableFilters } from './list.request.js';
import type { ListPage, Row } from './list.queries.js';
import { filterFaults } from './list.faults.view.js';
import { filterForm } from './list.filters.view.js';
import { listHref } from './list.href.js';
import type { Block } from './record-page.js';
import { selectionForm, tickAll, type SelectionForm, type TickAll } from './list.selection.view.js';
import { columnsOf, listTable } from './list.table.js';
import { sectionTools } from './list.tools.js';
import { addAction, foundAgain } from './list.actions.js';
import { isWrittenByHand, type Section } from './section.js';

/** What a list page needs beside its rows. */
export interface ListContext {
  readonly room: 'portal' | 'admin';
  readonly sites: readonly Choice[];
  /** Where there are too many sites for a drop-down: what is typed, the reference of the one that is meant or nothing. */
  readonly siteTyped?: string | undefined;
  /** Names of sites that filters speak of. */
  readonly siteNames?: ReadonlyMap<string, string>;
  readonly customers: readonly Choice[];
  /** Where there are too many customers for a drop-down: as `siteTyped`. */
  readonly customerTyped?: string | undefined;
  /** Customers whose names a search of staff finds: a list holds no names of customers to search by. */
  readonly called?: readonly Choice[];
  /** What filters offer of what stands in somebody's reach, by the filter's name. */
  readonly offered: Readonly<Record<string, readonly Choice[]>>;
  /** Somebody limited to sites, none of which has records, is told so. */
  readonly limitedToSites: boolean;
  readonly canExport: boolean;
  /** Whether whoever looks may add, change and delete records. */
  readonly mayWrite?: boolean;
  /** Whether they may import files. */
  readonly mayImport?: boolean;
  readonly writeCursor: (place: Place) => string;
  readonly hidden: Hidden;
  /** What this person keeps of the list. */
  readonly remembered: Remembered;
  readonly kept: Keeping;
  /** Values of filters that cannot be used: nothing was read then. */
  readonly wrong?: Pick<UnreadableFilters, 'fields' | 'typed'> | undefined;
  /** Lines of sums over all that the list holds, where the section has some. */
  readonly sums?: SumLines;
  readonly above?: readonly Block[];
}

interface CalledCustomer {
  readonly label: Text;
  readonly href: string;
}

export interface ListModel extends PageModel {
  /** What is wrong with its filters. */
  readonly faults: readonly SummaryLine[];
  readonly tools: ListTools;
  readonly filters: object;
  /** Something to know about what is shown. */
  readonly note: Text | null;
  /** Customers that a search may mean, each with what the list holds of them. */
  readonly called: readonly CalledCustomer[];
  readonly table: TableView | null;
  readonly empty: EmptyList | null;
  readonly pagination: { count: Text; earlierHref?: string; laterHref?: string };
  readonly sums: readonly Text[];
  /** Below the rows. */
  readonly totals: readonly Text[];
  readonly above: readonly Block[];
  /** Where staff find again what they changed for many at once, and what was deleted. */
  readonly found: readonly WayOn[];
  /** The box that ticks all rows of this page. */
  readonly tickAll: TickAll | null;
  /** What may be done to the rows that are ticked. */
  readonly selection: SelectionForm | null;
  /** What downloads the files of the rows that are ticked. */
  readonly bundle: { readonly action: string; readonly list: string; readonly label: Text } | null;
}

/** A section's list as a page: pure. */
export function listView(
  section: Section,
  request: ListRequest,
  page: ListPage,
  context: ListContext,
): ListModel {
  const base = `/${context.room}/${section.key}`;
  const href = (change: Parameters<typeof listHref>[3]) => listHref(base, section, request, change);
  // A list that left out what it could not use is not the one that was asked for, and of nothing there is no file.
  const canExport = context.canExport && !context.wrong && page.rows.length > 0;
  const actions = canExport ? downloads(section, context.room, (path) => href({ path })) : [];
  const addition = context.mayWrite && isWrittenByHand(section) ? addAction(section, request) : undefined;
  const bundle = canExport ? section.bundle : undefined;
  const ticking = addition !== undefined || bundle !== undefined;
  const standing = page.rows.length > 0 ? columnsOf(request, page.rows) : request.columns;
  const first = page.rows[0];
  const last = page.rows.at(-1);
  const cursor = (row: Row) => context.writeCursor({ value: row.sorted, id: row.id });
  return {
    head: {
      title: say(`${section.key}.title`),
      purpose: say(`${section.key}.purpose.${context.room}`),
      moreActions: actions,
      ...(actions.length > 1 ? { moreName: say('platform.lists.short.all') } : {}),
      ...(addition ? { action: addition } : {}),
      ...(section.tabs ? { tabs: section.tabs(context.room, section.key, request.filters) } : {}),
    },
    ...(context.wrong ? { errors: context.wrong.fields } : {}),
    faults: filterFaults(section, context.wrong?.fields),
    tools: sectionTools(section, request, context, standing),
    filters: filterForm(section, request, context, base),
    called: (context.called ?? []).map(({ value, label }) => ({
      label,
      href: listHref(base, section, { ...request, q: '', site: undefined, customer: value }),
    })),
    note: request.leftOut ? say('platform.columns.leftOut') : null,
    table: page.rows.length > 0 ? listTable(section, request, page.rows, base, ticking) : null,
    tickAll: ticking ? tickAll(page.rows.length) : null,
    selection: addition && page.rows.length > 0 ? selectionForm(section, request, page, base) : null,
    found: addition && context.room === 'admin' ? foundAgain(base) : [],
    bundle: bundle
      ? { action: `${base}.zip`, list: href({ path: '' }).replace('?', ''), label: bundle.ticked }
      : null,
    empty: page.rows.length > 0 ? null : emptyList(section, request, context, base, addition),
    pagination: {
      count: page.more
        ? say('sections.list.moreThan', { count: page.total })
        : say(`${section.key}.count`, { count: page.total }),
      ...(page.earlier && first ? { earlierHref: href({ before: cursor(first) }) } : {}),
      ...(page.later && last ? { laterHref: href({ after: cursor(last) }) } : {}),
    },
    ...((page.rows.length > 0 && context.sums) || NO_SUMS),
    above: context.above ?? [],
  };
}
