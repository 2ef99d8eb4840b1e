import type { Permission } from '../access/catalogue.js';
import { say, type Text } from '../platform/errors.js';
import { TRADES, type Trade } from '../platform/run/command-line.js';

/** The sections of each trade. A part goes with its section, except where it is another trade's alone. */
const SECTIONS: Readonly<Record<Exclude<Trade, 'everything'>, readonly Permission[]>> = {
  waste: 'company sites sales jobs invoices documents licences exports reporting money'.split(' '),
  pool: 'company sites sales jobs invoices documents exports money'.split(' '),
  guarding: (
    'company sites invoices documents incidents clock-ins timesheets checkpoint-reports venue-analytics licences ' +
    'exports money'
  ).split(' '),
  orders: 'company sales orders invoices documents exports money'.split(' '),
};
const ONE_TRADES_OWN: Readonly<Record<Permission, Trade>> = {
  'jobs.readings': 'pool',
  'jobs.chemicals': 'pool',
  'documents.duty-of-care': 'waste',
};

/** Whether a trade makes use of a section, or of a part of one. */
export function belongsTo(trade: Trade, permission: Permission): boolean {
  if (trade === 'everything') return true;
  const owner = ONE_TRADES_OWN[permission];
  if (owner && owner !== trade) return false;
  return SECTIONS[trade].includes(permission.split('.')[0] as Permission);
}

export const isTrade = (text: string): text is Trade => (TRADES as readonly string[]).includes(text);

/** The trades as the choices of a select. */
export const tradeOptions: readonly { readonly value: Trade; readonly label: Text }[] = TRADES.map(
  (trade) => ({
    value: trade,
    label: say(`settings.trade.names.${trade}`),
  }),
);
