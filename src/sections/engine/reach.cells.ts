import { cell, type Cell } from '../../platform/pages/cells.js';
import { telephone } from './ask.js';

/** A phone number that dials, or an address that writes; what can do neither stays text. */
export function reachCell(by: 'phone' | 'email', value: string): Cell {
  if (by === 'email') return cell.text(value || null, value ? `mailto:${value}` : undefined);
  const dial = telephone(value);
  return cell.text(value || null, dial ? `tel:${dial}` : undefined);
}
