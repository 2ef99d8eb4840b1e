import { grouped } from '../../../platform/grouped.js';
import type { RecordLine } from '../../../sections/records/record.lines.js';
import { bill, billLine, type BillLine } from '../bills.js';
import { addMonths, monthOf, type Day } from '../days.js';
import { sum } from '../lists.js';
import { Random } from '../random.js';
import type { DemoJob } from './jobs.js';

/** An invoice for each customer and month, one line for each service at each site; the running month is a draft. */
export function invoiceLines(jobs: readonly DemoJob[], today: Day): RecordLine[] {
  const billed = jobs.filter(
    ({ day, status, visitPence, tonnePence }) =>
      status === 'completed' && day <= today && visitPence + tonnePence > 0,
  );
  const months = grouped(billed, ({ day, customer }) => `${monthOf(day)} ${customer.reference}`);
  return [...months.keys()].sort().map((key, index) => invoice(months.get(key) ?? [], index + 4210, today));
}

function invoice(jobs: readonly DemoJob[], number: number, today: Day): RecordLine {
  const [{ customer, day }] = jobs as [DemoJob];
  const lines = [
    ...grouped(jobs, ({ site, round }) => `${site.reference} ${round.service}`).values(),
  ].flatMap(linesOf);
  const orders = new Random('order', customer.reference).chance(0.4);
  return bill(
    {
      ...{ customer, number, lines },
      date: addMonths(`${monthOf(day)}-01`, 1),
      purchaseOrder: orders ? `PO ${number * 3}` : '',
    },
    today,
  );
}

/** The visits of one service to one site, at each price of their own, and its tonnes. */
function linesOf(jobs: readonly DemoJob[]): BillLine[] {
  const [{ site, round }] = jobs as [DemoJob];
  const description = `${round.service}, ${site.name}`;
  const visits = [
    ...grouped(
      jobs.filter(({ visitPence }) => visitPence > 0),
      ({ visitPence }) => visitPence,
    ).entries(),
  ].map(([price, { length }]) =>
    billLine(description, length * 1000, length === 1 ? 'visit' : 'visits', price),
  );
  const tonnes = sum(jobs, ({ tonnePence }) => tonnePence);
  if (tonnes === 0) return visits;
  const kilograms = sum(jobs, ({ items }) => sum(items, (item) => item.kilograms));
  return [...visits, billLine(`${description}: by weight`, kilograms, 't', round.tonne ?? 0, tonnes)];
}
