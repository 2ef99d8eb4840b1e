import { say, type Text } from '../../../platform/errors.js';
import { cell, type Cell } from '../../../platform/pages/cells.js';
import type { PageHead, PageModel } from '../../../platform/pages/page.js';
import { tableView } from '../../../platform/pages/table.view.js';
import { verbatim } from '../../../platform/pages/words.js';
import type { Block } from '../../engine/record-page.js';
import type { StatementRequest } from './statement.request.js';
import { AGES, entryWords, howToPay, type Entry, type Statement } from './statement.js';

export interface StatementModel extends PageModel {
  readonly filters: object | null;
  readonly period: Text | null;
  readonly blocks: readonly Block[];
  readonly empty: { readonly title: Text; readonly text: Text } | null;
}

/** Who looks, and where. */
export interface StatementContext {
  readonly room: 'portal' | 'admin';
  readonly path: string;
  /** Of customers, where there are several to choose from. */
  readonly names: ReadonlyMap<string, string>;
  /** Whether files may be taken along. */
  readonly canExport: boolean;
  readonly head: PageHead;
}

/**
 * A customer's statement of account as a page. Pure.
 * @param how how to pay, as the business says; empty where it says nothing
 */
export function statementView(
  statements: readonly Statement[],
  request: StatementRequest,
  context: StatementContext,
  how: readonly Text[],
): StatementModel {
  const { room, path, names, canExport } = context;
  const { one, range, backwards } = request;
  const query = new URLSearchParams({ ...range });
  if (one && room === 'portal') query.set('customer', one.customerId);
  const downloads = (['pdf', 'csv'] as const).map((format) => ({
    label: say(`statement.downloads.${format}`),
    href: `${path}.${format}?${query}`,
    icon: 'download',
  }));
  const chosen = names.size > 1 && one ? verbatim(names.get(one.customerId) ?? '') : undefined;
  return {
    head: {
      ...context.head,
      ...(chosen
        ? { title: say('statement.titleOf', { customer: names.get(one?.customerId ?? '') ?? '' }) }
        : {}),
      purpose: say('statement.purpose'),
      moreActions: canExport && statements.length > 0 ? downloads : [],
    },
    ...(backwards ? { errors: { from: say('sections.period.wrong.backwards.text') } } : {}),
    filters: one ? filters(request, one.customerId, context) : null,
    period: one && !backwards ? say('statement.period', { ...range }) : null,
    blocks: [
      ...howToPay(statements, how),
      ...statements.flatMap((one) => blocksOf(one, room, statements.length > 1)),
      ...(statements.length > 0 ? [ABOUT] : []),
    ],
    empty: emptyOf(request, statements),
  };
}

function emptyOf(
  { one, backwards }: StatementRequest,
  statements: readonly Statement[],
): StatementModel['empty'] {
  const words = 'sections.period.wrong.backwards';
  if (backwards) return { title: say(`${words}.title`), text: say(`${words}.text`) };
  if (!one) return { title: say('statement.none.title'), text: say('statement.none.text') };
  if (statements.length > 0) return null;
  return { title: say('statement.empty.title'), text: say('statement.empty.text') };
}

function filters(
  { customers, range, backwards }: StatementRequest,
  value: string,
  { path, names }: StatementContext,
): object {
  const choice = {
    name: 'customer',
    label: say('sections.fields.customer'),
    type: 'select',
    value,
    options: customers.map(({ customerId }) => ({
      value: customerId,
      label: verbatim(names.get(customerId) ?? ''),
    })),
  };
  const days = (['from', 'to'] as const).map((name) => ({
    name,
    label: say(`sections.filters.${name}`),
    type: 'date',
    value: range[name],
    ...(backwards && name === 'from' ? { error: say('sections.period.wrong.backwards.text') } : {}),
  }));
  return {
    action: path,
    fields: [...(customers.length > 1 ? [choice] : []), ...days],
    open: backwards,
  };
}

function blocksOf(
  { currency, opening, lines, closing, ages, unset }: Statement,
  room: StatementContext['room'],
  several: boolean,
): Block[] {
  const money = (amount: bigint): Cell => cell.money(amount, currency);
  const title = say('statement.account', { currency });
  const titled = (name: 'lines' | 'ageing'): Text =>
    several ? say(`statement.${name}In`, { currency }) : say(`statement.${name}`);
  const table = tableView({
    caption: title,
    columns: [
      { key: 'what', label: say('statement.columns.what') },
      { key: 'date', label: say('sections.fields.date'), telling: true },
      { key: 'amount', label: say('statement.columns.amount'), numeric: true, telling: true },
      { key: 'balance', label: say('statement.columns.balance'), numeric: true, telling: true },
    ],
    rows: lines.map((line) => ({
      href: hrefOf(line, room),
      cells: [
        cell.words(entryWords(line)),
        cell.date(line.date),
        money(BigInt(line.amount)),
        money(line.balance),
      ],
    })),
  });
  const item = (label: Text, amount: bigint) => ({ label, cell: money(amount) });
  const balances: Block = {
    kind: 'facts',
    title,
    items: [item(say('statement.opening'), opening), item(say('statement.closing'), closing)],
  };
  const aged: Block = {
    kind: 'facts',
    title: titled('ageing'),
    items: [
      ...AGES.map((age) => item(say(`statement.ages.${age}`), ages[age])),
      ...(unset === 0n ? [] : [item(say('statement.unset'), -unset)]),
    ],
  };
  return [
    balances,
    ...(lines.length > 0 ? [{ kind: 'table', title: titled('lines'), table } as const] : []),
    aged,
  ];
}

/** The same for every currency, and so said once. */
const ABOUT: Block = {
  kind: 'note',
  title: say('statement.about.title'),
  text: say('statement.about.text'),
};

const hrefOf = ({ kind, id }: Entry, room: string): string =>
  `/${room}/${kind === 'payment' ? 'payments' : 'invoices'}/${id}`;
