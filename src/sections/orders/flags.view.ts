import { say, type Text } from '../../platform/errors.js';
import { Page, type PageModel } from '../../platform/pages/page.js';
import type { Flag } from './flags.queries.js';

export const FLAGS = '/admin/flags';

export interface FlagRow {
  readonly name: string;
  /** What systems call it, and how many orders carry it. */
  readonly help: Text;
  readonly customerFlag: boolean;
  readonly action: string;
  /** What pressing the icon makes of it. */
  readonly next: 'yes' | 'no';
  readonly label: Text;
  readonly state: Text;
}

export interface FlagsModel extends PageModel {
  readonly rows: readonly FlagRow[];
  readonly addition: { readonly action: string; readonly name: string };
  readonly errors: Readonly<Record<string, Text>>;
}

/** The page of flags; 422 with what was typed when a new one was refused. */
export function flagsPage(
  flags: readonly Flag[],
  again: { readonly name: string; readonly errors: Readonly<Record<string, Text>> } = {
    name: '',
    errors: {},
  },
): Page<FlagsModel> {
  return new Page(
    'orders/flags',
    {
      head: { title: say('orders.flags.title'), purpose: say('orders.flags.purpose') },
      rows: flags.map(({ key, name, customerFlag, orders }) => ({
        name,
        help: say('orders.flags.of', { count: orders, key }),
        customerFlag,
        action: `${FLAGS}/${encodeURIComponent(key)}/mark`,
        next: customerFlag ? 'no' : 'yes',
        label: say(`orders.flags.${customerFlag ? 'hide' : 'show'}`, { name }),
        state: say(`orders.flags.${customerFlag ? 'isShown' : 'isHidden'}`),
      })),
      addition: { action: FLAGS, name: again.name },
      errors: again.errors,
    },
    { status: Object.keys(again.errors).length > 0 ? 422 : 200 },
  );
}
