import { ConfigError } from '../../platform/config.js';
import { TRADES, type Trade } from '../../platform/run/command-line.js';
import type { Demo } from './demo.js';
import { guardingFrame, ordersFrame, poolFrame } from './frames.data.js';
import { wasteDemo } from './waste/waste.demo.js';

/** The demonstration of each trade. */
export const DEMOS: Readonly<Record<Trade, Demo>> = {
  waste: wasteDemo,
  pool: poolFrame,
  guarding: guardingFrame,
  orders: ordersFrame,
  everything: {
    ...wasteDemo,
    note: 'Sections of other trades come with later versions: until then this is the waste operator with everything switched on.',
  },
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
