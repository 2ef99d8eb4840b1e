const LONG_RUNNING = ['demo', 'start', 'web', 'worker'] as const;
const ONE_OFF = ['migrate', 'create-admin', 'api-key', 'import', 'seed', 'doctor'] as const;

export type LongRunning = (typeof LONG_RUNNING)[number];
export type OneOff = (typeof ONE_OFF)[number];

export const TRADES = ['waste', 'pool', 'guarding', 'orders', 'everything'] as const;
export type Trade = (typeof TRADES)[number];

export type Command =
  | { readonly kind: 'long-running'; readonly name: LongRunning; readonly trade: Trade | undefined }
  | { readonly kind: 'one-off'; readonly name: OneOff; readonly rest: readonly string[] }
  | { readonly kind: 'clean' }
  | { readonly kind: 'help' };

/** A mistake in what was typed or set; its message is for the person and is shown without a stack. */
export class UsageError extends Error {}

export const USAGE = `npm run demo [-- <trade>]        a demonstration: ${TRADES.join(', ')}
npm run demo -- --clean          remove everything the demonstration has written
npm start                        web and worker on this machine
npm run web | npm run worker     one of the two
npm run migrate                  bring the database up to date
npm run portico -- create-admin --email <address> --name <name>
                                 the password is read from standard input
npm run portico -- api-key --name <name> [--role <role group>]
npm run portico -- import <section> <file> [--map <file>] [--dry-run]
npm run portico -- seed <trade>
npm run portico -- doctor        what is set, what runs, what looks wrong`;

const among = <Name extends string>(names: readonly Name[], word: string): word is Name =>
  (names as readonly string[]).includes(word);

/**
 * What the words after `portico` ask for.
 * @throws UsageError that names the words to use
 */
export function parseCommand(words: readonly string[]): Command {
  const [name = 'help', ...rest] = words;
  if (name === 'demo') return parseDemo(rest);
  if (among(LONG_RUNNING, name)) {
    if (rest.length > 0) throw new UsageError(`"${name}" takes nothing after it, not "${rest.join(' ')}".`);
    return { kind: 'long-running', name, trade: undefined };
  }
  if (among(ONE_OFF, name)) return { kind: 'one-off', name, rest };
  if (['help', '--help', '-h'].includes(name)) return { kind: 'help' };
  throw new UsageError(`There is no command "${name}".\n\n${USAGE}`);
}

function parseDemo(words: readonly string[]): Command {
  const unknown = words.find((word) => word !== '--clean' && !among(TRADES, word));
  const trades = words.filter((word) => among(TRADES, word));
  if (unknown !== undefined || trades.length > 1) {
    throw new UsageError(
      `The demonstration knows these trades: ${TRADES.join(', ')}. "${unknown ?? trades[1]}" is not one more.`,
    );
  }
  if (words.includes('--clean')) return { kind: 'clean' };
  return { kind: 'long-running', name: 'demo', trade: trades[0] ?? 'waste' };
}
