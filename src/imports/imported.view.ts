import { say, type Text } from '../platform/errors.js';
import type { Action } from '../platform/pages/page.js';
import { CUSTOMERS, targetOf } from './import.targets.js';
import { NEW_IMPORT } from './imports-list.view.js';
import type { ImportRow } from './imports.queries.js';

/** Whether everything of a file that could be imported is. */
export const isIn = ({ step, state }: ImportRow): boolean => step === 'import' && state === 'done';

/** The list in which what was imported stands, narrowed to its days where it has them. */
export function lookOf({ section, firstDay, lastDay }: ImportRow): {
  readonly href: string;
  readonly help: Text;
} {
  const { href, hasDays } = targetOf(section);
  if (!hasDays || firstDay === null || lastDay === null)
    return { href, help: say('imports.page.lookBySearch') };
  return {
    href: `${href}?from=${firstDay}&to=${lastDay}`,
    help: say('imports.page.lookByDays', { from: firstDay, to: lastDay }),
  };
}

/** Where to go from a file that is in. */
export const moreOf = (row: ImportRow): Action[] => [
  ...(isIn(row)
    ? [{ label: say('imports.page.look'), href: lookOf(row).href, kind: 'primary' as const }]
    : []),
  ...(row.counts.newCustomers > 0 && row.step === 'import' && !row.undoing
    ? [{ label: say('imports.page.lookCustomers'), href: CUSTOMERS.href, kind: 'secondary' as const }]
    : []),
  { label: say('imports.page.another'), href: `${NEW_IMPORT}?section=${row.section}`, kind: 'secondary' },
];
