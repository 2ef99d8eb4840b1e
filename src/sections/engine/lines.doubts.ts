import { rowsOf } from './rows.js';
import type { ChildBody } from './section.js';

/** What cannot be right with the lines of a bill or an offer that a person writes, at its field. */
export const doubtfulLines = ({ lines }: ChildBody): Record<string, string> =>
  Object.assign(
    {},
    ...rowsOf(lines).map((line, index) => ({
      ...(line['description'] ? {} : { [`lines[${index}].description`]: 'sections.api.required' }),
      ...(isProduct(line) ? {} : { [`lines[${index}].netAmount`]: 'sections.form.wrong.lineNet' }),
    })),
  ) as Record<string, string>;

/**
 * Whether quantity times price is what the line comes to. A price is rounded to minor units and a quantity to
 * thousandths before anybody types them: the half of each that may be missing is let pass. A price that nobody gave, which
 * is kept as 0 in a bill, says nothing.
 */
function isProduct({ quantityThousandths, unitAmount, netAmount }: ChildBody): boolean {
  if (!unitAmount || netAmount === null || netAmount === undefined) return true;
  const quantity = Number(quantityThousandths ?? 1000) / 1000;
  const [price, net] = [Number(unitAmount), Number(netAmount)];
  return Math.abs(quantity * price - net) <= 0.5 + quantity * 0.5 + price * 0.0005;
}
