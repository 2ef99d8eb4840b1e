import { say, type Text } from '../platform/errors.js';
import type { OnlyRows } from './import.map.js';
import type { ImportRow } from './imports.queries.js';
import { importHref } from './imports.service.js';
import { AMISS } from './kinds.of.rows.js';

/** What a column says of rows, and which of its values may be all that is meant. */
export interface KindsView {
  readonly text: Text;
  readonly action: string;
  readonly offers: readonly (OnlyRows & { readonly label: Text })[];
}

/** After a check of all rows, where somebody should choose among them. */
export function kindsView({ id, step, state, kinds, map }: ImportRow): KindsView | null {
  if (!kinds || step !== 'check' || state !== 'done') return null;
  const { column, values } = kinds;
  const counted = values.toSorted((a, b) => b.count - a.count).map(({ is, count }) => `${is} (${count})`);
  const meant = map ? values.filter(({ is }) => !AMISS.test(is)) : [];
  return {
    text: say('imports.page.kinds', { column, values: counted.join(', ') }),
    action: `${importHref(id)}/kinds`,
    offers: meant.map(({ is }) => ({ column, is, label: say('imports.match.only.where', { column, is }) })),
  };
}
