import { ConfigError } from '../../platform/config.js';
import { TRADES, type Trade } from '../../platform/run/command-line.js';
import type { Demo, DemoRecords } from './demo.js';
import { guardingDemo } from './guarding/guarding.demo.js';
import { ordersDemo } from './orders/orders.demo.js';
import { poolDemo } from './pool/pool.demo.js';
import { wasteDemo } from './waste/waste.demo.js';

const OTHERS = [poolDemo, guardingDemo, ordersDemo];

/** Everything that is kept of several demonstrations, one after the other. */
const together = (all: readonly DemoRecords[]): DemoRecords => {
  const names = [...new Set(all.flatMap(({ collections }) => Object.keys(collections)))];
  return {
    collections: Object.fromEntries(
      names.map((name) => [name, all.flatMap(({ collections }) => collections[name] ?? [])]),
    ),
    documents: all.flatMap(({ documents }) => documents),
  };
};

/** The waste operator with everything switched on, and the customers of the other trades beside its own. */
const everythingDemo: Demo = {
  ...wasteDemo,
  tables: {
    customerFlags: OTHERS.flatMap(({ tables }) => tables?.customerFlags ?? []),
    fileTypes: OTHERS.flatMap(({ tables }) => tables?.fileTypes ?? []),
  },
  access: [wasteDemo, ...OTHERS].flatMap(({ access }) => access),
  accounts: [wasteDemo, ...OTHERS].flatMap(({ accounts }) => accounts ?? []),
  people: [wasteDemo, ...OTHERS].flatMap(({ people }) => people),
  records: (today) => together([wasteDemo, ...OTHERS].map(({ records }) => records(today))),
  later: (today) =>
    Object.assign({}, ...OTHERS.map(({ later }) => later?.(today))) as DemoRecords['collections'],
  shares: OTHERS.flatMap(({ shares }) => shares ?? []),
};

/** The demonstration of each trade. */
export const DEMOS: Readonly<Record<Trade, Demo>> = {
  waste: wasteDemo,
  pool: poolDemo,
  guarding: guardingDemo,
  orders: ordersDemo,
  everything: everythingDemo,
};

/** @throws ConfigError that names the trades */
export function readTrade(words: readonly string[]): Trade {
  const [word, ...others] = words;
  const trade = TRADES.find((one) => one === word);
  if (!trade || others.length > 0)
    throw new ConfigError(
      `${word === undefined ? 'Say which trade: seed <trade>.' : `There is no trade "${words.join(' ')}".`} The trades are ${TRADES.join(', ')}.`,
    );
  return trade;
}
