import { AUDIT_ACTIONS, AUDIT_KINDS } from '../audit/actions.js';
import { say, type Text } from '../platform/errors.js';
import type { ListPage } from '../platform/lists/keyset.js';
import { listHref } from '../platform/lists/list-links.js';
import type { ListQuery } from '../platform/lists/list-query.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import type { PageModel } from '../platform/pages/page.js';
import { tableView, type TableView } from '../platform/pages/table.view.js';
import { verbatim } from '../platform/pages/words.js';
import type { AuditFilter } from './audit.filters.js';
import type { Named, ReadableLine } from './audit.presenter.js';
import { COUNTED } from './audit.queries.js';

export const AUDIT = '/admin/audit';
/** As many changes as a line of the list says; its page says all. */
const SHOWN = 2;

export interface AuditListModel extends PageModel {
  readonly filters: object;
  readonly table: TableView | null;
  readonly empty: object | null;
  readonly pagination: { readonly count: Text; readonly earlierHref?: string; readonly laterHref?: string };
}

export interface AuditLineModel extends PageModel {
  readonly facts: { readonly items: readonly { readonly label: Text; readonly cell: Cell }[] };
  readonly changes: TableView | null;
}

/** The audit log, or what is left of it. */
export function auditList(
  query: ListQuery<AuditFilter>,
  count: number,
  lines: readonly ReadableLine[],
  { before, after }: Pick<ListPage<never>, 'before' | 'after'>,
): AuditListModel {
  return {
    head: {
      title: say('logs.audit.title'),
      purpose: say('logs.audit.purpose'),
      action: {
        label: say('logs.download'),
        href: listHref(`${AUDIT}.csv`, query),
        icon: 'download',
        kind: 'secondary',
      },
    },
    filters: filters(query),
    table: lines.length > 0 ? table(lines) : null,
    empty: lines.length > 0 ? null : nothingMatches,
    pagination: {
      count:
        count > COUNTED ? say('logs.audit.countMore', { most: COUNTED }) : say('logs.audit.count', { count }),
      ...(before ? { earlierHref: listHref(AUDIT, query, { before }) } : {}),
      ...(after ? { laterHref: listHref(AUDIT, query, { after }) } : {}),
    },
  };
}

const nothingMatches = {
  title: say('logs.audit.empty.title'),
  text: say('logs.audit.empty.text'),
  icon: 'search',
  action: { label: say('platform.filters.clear'), href: AUDIT, kind: 'secondary' },
};

function filters(query: ListQuery<AuditFilter>): object {
  const { q, filters: chosen } = query;
  const { person = '', customer = '', kind = '', action = '', from = '', to = '' } = chosen;
  const chip = (label: Text, without: string) => ({ label, href: listHref(AUDIT, query, { [without]: '' }) });
  const any = { value: '', label: say('logs.any') };
  return {
    action: AUDIT,
    q: { value: q, label: 'logs.audit.search' },
    fields: [
      {
        name: 'person',
        label: say('logs.filters.person'),
        help: say('logs.filters.personHelp'),
        value: person,
      },
      {
        name: 'customer',
        label: say('logs.filters.customer'),
        help: say('logs.filters.customerHelp'),
        value: customer,
      },
      {
        type: 'select',
        name: 'kind',
        label: say('logs.filters.kind'),
        value: kind,
        options: [any, ...AUDIT_KINDS.map((value) => ({ value, label: say(`audit.kinds.${value}`) }))],
      },
      {
        type: 'select',
        name: 'action',
        label: say('logs.filters.action'),
        value: action,
        options: [any, ...AUDIT_ACTIONS.map((value) => ({ value, label: say(`audit.actions.${value}`) }))],
      },
      { type: 'date', name: 'from', label: say('sections.filters.from'), value: from, width: 'medium' },
      { type: 'date', name: 'to', label: say('sections.filters.to'), value: to, width: 'medium' },
    ],
    chips: [
      ...(q ? [chip(say('logs.chips.q', { q }), 'q')] : []),
      ...(person ? [chip(say('logs.chips.person'), 'person')] : []),
      ...(customer ? [chip(say('logs.chips.customer', { customer }), 'customer')] : []),
      ...(kind ? [chip(say(`audit.kinds.${kind}`), 'kind')] : []),
      ...(action ? [chip(say(`audit.actions.${action}`), 'action')] : []),
      ...(from ? [chip(say('sections.filters.chip.from', { day: from }), 'from')] : []),
      ...(to ? [chip(say('sections.filters.chip.to', { day: to }), 'to')] : []),
    ],
    clearHref: AUDIT,
  };
}

function table(lines: readonly ReadableLine[]): TableView {
  return tableView({
    caption: say('logs.audit.title'),
    columns: ['at', 'who', 'what', 'about', 'customer', 'changes'].map((key) => ({
      key,
      label: say(`logs.columns.${key}`),
      telling: ['who', 'what', 'about', 'changes'].includes(key),
    })),
    rows: lines.map((line) => ({
      href: `${AUDIT}/${line.id}`,
      cells: [
        cell.dateTime(line.at),
        cell.text(line.who.name),
        cell.text(line.what),
        named(line.about),
        named(line.customer),
        changes(line.lines),
      ],
    })),
  });
}

const named = (thing: Named | null): Cell => cell.text(thing?.name ?? null, thing?.href);

function changes(lines: readonly string[]): Cell {
  const shown = lines.slice(0, SHOWN).map(short).join('; ');
  const more = lines.length - SHOWN;
  return more > 0 ? cell.words(say('logs.andMore', { shown, count: more })) : cell.text(shown || null);
}

const short = (line: string): string => (line.length > 120 ? `${line.slice(0, 119)}…` : line);

/** One line with everything that it holds. */
export function auditLine(line: ReadableLine): AuditLineModel {
  const { who, about, customer } = line;
  const fact = (key: string, shown: Cell) => ({ label: say(`logs.columns.${key}`), cell: shown });
  const before = line.changes.some((change) => change.before !== null);
  return {
    head: {
      title: verbatim(line.what),
      back: { label: say('logs.audit.title'), href: AUDIT },
    },
    facts: {
      items: [
        fact('at', cell.dateTime(line.at)),
        fact('who', named(who)),
        ...(who.detail && who.detail !== who.name ? [fact('email', cell.text(who.detail))] : []),
        fact('address', cell.text(line.address || null)),
        fact('about', named(about)),
        fact('customer', named(customer)),
      ],
    },
    changes:
      line.changes.length > 0
        ? tableView({
            caption: say('logs.columns.changes'),
            columns: ['field', ...(before ? ['before'] : []), 'after'].map((key) => ({
              key,
              label: say(`logs.columns.${key === 'after' && !before ? 'value' : key}`),
              telling: true,
            })),
            rows: line.changes.map((change) => ({
              cells: [
                cell.text(change.field),
                ...(before ? [cell.text(change.before)] : []),
                cell.text(change.after),
              ],
            })),
          })
        : null,
  };
}
