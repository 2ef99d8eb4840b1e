import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import type { Paper, PaperBlock, PaperItem } from '../../platform/paper/paper.js';
import { factsOf } from '../engine/record.blocks.js';
import type { RecordPaper } from '../engine/record-paper.js';
import type { ChildRow, FullRecord } from '../engine/record.queries.js';
import { addresseeItems, addresseeOf, type Addressee } from '../papers/addressee.js';
import { linesOnPaper } from '../papers/lines.paper.js';
import { howItIsPaid, isToPay, readHowToPay, type HowToPay } from './how-to-pay.js';
import { invoiceFields } from './invoices.fields.js';
import { invoicePage, type PaidBy } from './invoices.view.js';
import { taxByRate, type RateSum } from './tax-rates.js';

/** An invoice or a credit note as its paper: whom it is for, its lines, tax by rate, what was paid and what is due. */
export const invoicePaper: RecordPaper = {
  needs: ['money'],
  offered: ({ values }) => values['status'] !== 'draft',
  read: async (record, ask) => ({
    addressee: await addresseeOf(record, ask),
    ...(isToPay(record) ? { howToPay: await readHowToPay(record.customerId, ask) } : {}),
  }),
  paper: (record, beside, can): Paper => {
    const { values } = record;
    const currency = String(values['grossCurrency']);
    const facts = factsOf({ key: 'invoices', fields: invoiceFields }, record);
    const about = facts(['reference', 'status', 'date', 'dueDate', 'site', 'purchaseOrder', 'invoice']);
    const { items } = about;
    const lines = record.children['lines'] ?? [];
    const rates = ratesOf(record, lines);
    return {
      title: invoicePage.title(record),
      under: null,
      blocks: [
        {
          kind: 'facts',
          title: null,
          items: [...addresseeItems(beside['addressee'] as Addressee, can('company')), ...items],
        },
        linesOnPaper(
          'invoices.lines',
          lines,
          ['unitPrice', 'net', 'tax'],
          currency,
          totals(record, rates, currency),
        ),
        ...taxTable(rates, currency),
        ...against('payments', record.extra['paidBy'] as readonly PaidBy[], currency),
        ...against('credits', record.extra['creditedBy'] as readonly PaidBy[], currency),
        ...due(record, beside['howToPay'] as HowToPay | undefined),
      ],
    };
  },
};

const amountOf = ({ values }: FullRecord, name: string): bigint => BigInt(String(values[name] ?? 0));

/** What lines say of tax, by rate; nothing where they do not come to what the invoice says. */
function ratesOf(record: FullRecord, lines: readonly ChildRow[]): RateSum[] {
  const amount = (line: ChildRow, name: string) => BigInt(String(line[name] ?? 0));
  const rates = taxByRate(
    lines.map((line) => ({ net: amount(line, 'netAmount'), tax: amount(line, 'taxAmount') })),
  );
  const sum = (name: 'net' | 'tax') => rates.reduce((all, one) => all + one[name], 0n);
  return sum('net') === amountOf(record, 'net') && sum('tax') === amountOf(record, 'tax') ? rates : [];
}

function totals(record: FullRecord, rates: readonly RateSum[], currency: string): PaperItem[] {
  const item = (name: string, label = say(`invoices.fields.${name}`)) => ({
    label,
    cell: cell.money(amountOf(record, name), currency),
  });
  const [only, ...others] = rates;
  const tax = only && others.length === 0 ? say('invoices.paper.taxAt', { rate: only.rate }) : undefined;
  const dues =
    record.values['kind'] === 'invoice'
      ? [item('paid'), ...(amountOf(record, 'credited') > 0n ? [item('credited')] : []), item('open')]
      : [];
  return [item('net'), item('tax', tax), item('gross'), ...dues];
}

function taxTable(rates: readonly RateSum[], currency: string): PaperBlock[] {
  if (rates.length < 2) return [];
  return [
    {
      kind: 'table',
      title: say('invoices.paper.taxByRate'),
      columns: ['rate', 'net', 'tax'].map((name) => ({
        label: say(name === 'rate' ? 'invoices.paper.rate' : `invoices.fields.${name}`),
        numeric: true,
      })),
      rows: rates.map(({ rate, net, tax }) => [
        cell.percentage(rate),
        cell.money(net, currency),
        cell.money(tax, currency),
      ]),
    },
  ];
}

/** What was set against it: payments, or credit notes that name it. */
function against(what: 'payments' | 'credits', parts: readonly PaidBy[], currency: string): PaperBlock[] {
  if (parts.length === 0) return [];
  return [
    {
      kind: 'table',
      title: say(`invoices.${what}.title`),
      columns: [
        { label: say(`invoices.${what}.one`) },
        { label: say('sections.fields.date') },
        { label: say(`invoices.${what}.amount`), numeric: true },
      ],
      rows: parts.map(({ reference, date, amount }) => [
        cell.text(reference),
        cell.date(date),
        cell.money(BigInt(amount), currency),
      ]),
    },
  ];
}

/** What is left to pay, by when, and how. */
function due(record: FullRecord, howToPay: HowToPay | undefined): PaperBlock[] {
  if (!isToPay(record)) return [];
  const day = record.values['dueDate'] as string | null;
  const late = record.values['status'] === 'overdue';
  const when = day ? say(`invoices.paper.${late ? 'wasDue' : 'due'}`, { day }) : null;
  return [when, howToPay && howItIsPaid(record, howToPay)].flatMap((text): PaperBlock[] =>
    text ? [{ kind: 'note', title: null, text }] : [],
  );
}
