import { say, type Text } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import type { PageModel } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import type { ListPage, Row } from '../sections/engine/list.queries.js';
import type { HomeBlock, HomeEntry } from './home.block.js';
import type { HomeFigures } from './home.figures.js';

/** One block with what was found for it. */
export interface FoundBlock {
  readonly block: HomeBlock;
  readonly page: ListPage;
  /** The list that shows all of it. */
  readonly allHref: string;
}

export interface HomeModel extends PageModel {
  readonly stats: readonly {
    readonly label: Text;
    readonly cell: Cell;
    readonly note: Text | null;
    readonly href: string;
  }[];
  readonly blocks: readonly {
    readonly title: Text;
    readonly entries: readonly (HomeEntry & { readonly href: string })[];
    readonly nothing: Text;
    readonly all: { readonly label: Text; readonly href: string } | null;
  }[];
  readonly empty: boolean;
}

/**
 * The first page of a customer's people: pure.
 * @param name what the business is called
 */
export function homeView(
  customer: string,
  today: string,
  figures: HomeFigures,
  found: readonly FoundBlock[],
  name: string,
): HomeModel {
  const stats = [...collected(figures), ...toPay(figures), ...overdue(figures), ...business(figures, name)];
  return {
    head: { title: verbatim(customer), purpose: say('portal.home.purpose') },
    stats,
    blocks: found.map(({ block, page, allHref }) => ({
      title: say(`portal.home.${block.key}.title`),
      entries: page.rows.slice(0, block.most).map((row) => ({
        ...named(block.entry(row, today), row),
        href: `/portal/${block.section}/${row.id}`,
      })),
      nothing: say(`portal.home.${block.key}.nothing`),
      all:
        page.total > 0
          ? { label: say(`portal.home.${block.key}.all`, { count: page.total }), href: allHref }
          : null,
    })),
    empty: found.length === 0 && stats.length === 0,
  };
}

/** Where records of several customers stand together, each names its customer first. */
const named = (entry: HomeEntry, row: Row): HomeEntry =>
  row['customer'] ? { ...entry, notes: [cell.text(row['customer'] as string), ...entry.notes] } : entry;

function collected({ collected: found, customers }: HomeFigures): HomeModel['stats'] {
  if (!found) return [];
  return [
    {
      label: labelOf('collected', found.customers, customers, { month: found.month }),
      // A month in which nothing was weighed is no figure.
      cell: found.grams > 0n ? cell.weight(found.grams) : cell.words(say('portal.home.collected.nothing')),
      note:
        found.before > 0n
          ? say('portal.home.collected.before', { grams: String(found.before) })
          : found.grams > 0n
            ? null
            : say('portal.home.collected.neither'),
      href: '/portal/reporting/volumes',
    },
  ];
}

/** To somebody with several customers a figure says over how many of them it goes. */
function labelOf(figure: 'collected' | 'toPay', of: number, customers: number, more: object = {}): Text {
  const words = customers < 2 ? 'label' : of < customers ? 'some' : 'together';
  return say(`portal.home.${figure}.${words}`, { of, customers, ...more });
}

function toPay({ toPay: found, payers, customers }: HomeFigures): HomeModel['stats'] {
  if (!found) return [];
  const stat = (value: Cell, note: Text) => ({
    label: labelOf('toPay', payers, customers),
    cell: value,
    note,
    href: found.length > 0 ? '/portal/invoices?kind=invoice&openFrom=0.01' : '/portal/invoices',
  });
  if (found.length === 0)
    return [stat(cell.words(say('portal.home.toPay.nothing')), say('portal.home.toPay.allPaid'))];
  return found.map(({ amount, currency, invoices, overdue }) => {
    const key = overdue > 0 ? 'portal.home.toPay.overdue' : 'portal.home.toPay.invoices';
    return stat(cell.money(amount, currency), say(key, { count: invoices, overdue }));
  });
}

/** Of two currencies each has its figure; the list behind holds both. */
const overdue = ({ toPay: found = [] }: HomeFigures): HomeModel['stats'] =>
  found
    .filter((one) => one.overdue > 0)
    .map((one) => ({
      label: say('portal.home.overdue.label'),
      cell: cell.money(one.overdueAmount, one.currency),
      note: say('portal.home.overdue.invoices', { count: one.overdue }),
      href: '/portal/invoices?status=overdue',
    }));

/** What of the business itself holds no longer, or not for long: by its name, for licences of others stand below. */
function business({ business: ends }: HomeFigures, name: string): HomeModel['stats'] {
  const { lapsed = 0, ending = 0 } = ends ?? {};
  if (lapsed + ending === 0) return [];
  const lapse = say('portal.home.business.lapsed', { count: lapsed });
  const end = say('portal.home.business.ending', { count: ending });
  return [
    {
      label: say('portal.home.business.label', { name }),
      cell: cell.words(lapsed > 0 ? lapse : end),
      note: lapsed > 0 && ending > 0 ? end : null,
      href: '/portal/company',
    },
  ];
}
