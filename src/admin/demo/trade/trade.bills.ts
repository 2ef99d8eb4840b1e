import { grouped } from '../../../platform/grouped.js';
import type { RecordLine } from '../../../sections/records/record.lines.js';
import { bill, type BillLine } from '../bills.js';
import { addMonths, monthOf, type Day } from '../days.js';
import type { TradeCustomer } from './trade.places.js';

/** What was done for a customer on a day, as its invoice says it. */
export interface Charge {
  readonly customer: TradeCustomer;
  readonly day: Day;
  readonly line: BillLine;
}

/** An invoice for each customer and month of charges: lines of the same words and price are one. @param first its number */
export function monthlyBills(
  charges: readonly Charge[],
  { first }: { readonly first: number },
  today: Day,
): RecordLine[] {
  const months = grouped(charges, ({ customer, day }) => `${monthOf(day)} ${customer.reference}`);
  return [...months.keys()].sort().map((key, index) => {
    const own = months.get(key) as Charge[];
    const [{ customer, day }] = own as [Charge];
    const lines = together(own.map(({ line }) => line));
    return bill({ customer, lines, number: first + index, date: addMonths(`${monthOf(day)}-01`, 1) }, today);
  });
}

const together = (lines: readonly BillLine[]): BillLine[] =>
  [...grouped(lines, ({ description, unitAmount }) => `${description} ${unitAmount}`).values()]
    .map((same) =>
      same.reduce((all, one) => ({
        ...all,
        quantityThousandths: all.quantityThousandths + one.quantityThousandths,
        netAmount: all.netAmount + one.netAmount,
        taxAmount: all.taxAmount + one.taxAmount,
      })),
    )
    .map((line) =>
      line.quantityThousandths > 1000 && line.unit === 'visit' ? { ...line, unit: 'visits' } : line,
    );
