import { say, type Text } from '../../platform/errors.js';
import { verbatim } from '../../platform/pages/words.js';
import type { Letterhead } from '../../platform/paper/paper.js';
import type { Business } from '../company/business.js';

/**
 * What stands below the business's name on its papers. What it says of itself beyond how to reach it is for those who
 * may read that.
 */
export function letterheadLines(
  { name, lines }: Pick<Letterhead, 'name' | 'lines'>,
  business: Business | undefined,
): Text[] {
  const facts = business?.facts;
  if (!facts) return lines.map(verbatim);
  const { registeredName, companyNumber, vatNumber, address, postcode, phone, email } = facts;
  const reached = [phone, email].some(Boolean) ? [phone, email] : lines;
  return [
    ...[registeredName === name ? '' : registeredName, ...address.split('\n'), postcode, ...reached]
      .filter(Boolean)
      .map(verbatim),
    ...(companyNumber ? [say('paper.companyNumberIs', { number: companyNumber })] : []),
    ...(vatNumber ? [say('paper.vatNumberIs', { number: vatNumber })] : []),
  ];
}
