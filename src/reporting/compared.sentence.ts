import { say, type Text } from '../platform/errors.js';

/** A month with what is measured in it, and a year before. */
export interface ComparedMonth {
  readonly month: string;
  readonly value: bigint;
  /** Whether all of its days are in the range. */
  readonly whole: boolean;
  readonly yearEarlier: bigint | undefined;
}

/** How a value is said: the words of the sentences, and the value as they ask for it. */
export interface Saying {
  readonly words: string;
  readonly values: (value: bigint) => Readonly<Record<string, string>>;
}

/**
 * What a chart by month shows, in a sentence: "42.6 t in Mar 2026, 8 % less than in Mar 2025". It speaks of the newest
 * whole month that is over and in which there was something; of the current one only when there is no other.
 */
export function comparedSentence(
  months: readonly ComparedMonth[],
  thisMonth: string,
  { words, values }: Saying,
): Text {
  const full = months.filter(({ whole, value }) => whole && value > 0n);
  const past = full.filter(({ month }) => month < thisMonth).at(-1);
  if (!past) {
    const current = full.find(({ month }) => month === thisMonth);
    if (current) return say(`${words}.soFar`, { ...values(current.value), month: current.month });
    const all = months.reduce((sum, { value }) => sum + value, 0n);
    return all === 0n ? say(`${words}.nothing`) : say(`${words}.altogether`, values(all));
  }
  const { value, month, yearEarlier } = past;
  const said = { ...values(value), month };
  if (!yearEarlier || yearEarlier <= 0n) return say(`${words}.alone`, said);
  const change = changeOf(value, yearEarlier);
  const compared = { ...said, before: `${Number(month.slice(0, 4)) - 1}${month.slice(4)}` };
  if (Math.abs(change) < LEAST) return say(`${words}.same`, compared);
  const ratio = Math.round(Math.abs(change) * 100) / 100;
  return say(`${words}.${change > 0 ? 'more' : 'less'}`, { ...compared, ratio });
}

/** Below half a percent two values are as much as each other. */
export const LEAST = 0.005;

/** How much more than before: 0.08 is 8 % more. Nothing is compared with nothing. */
export const changeOf = (value: bigint, before: bigint): number =>
  Number(((value - before) * 10_000n) / before) / 10_000;
