import { say, type Text } from '../platform/errors.js';
import type { VolumeMonth } from './volumes.report.js';

/**
 * What the chart by month shows, in a sentence: "42.6 t in Mar 2026, 8 % less than in Mar 2025". It speaks of the newest
 * whole month that is over and in which something was collected; of the current one only when there is no other.
 */
export function volumesSentence(
  months: readonly Pick<VolumeMonth, 'month' | 'grams' | 'whole' | 'yearEarlier'>[],
  thisMonth: string,
): Text {
  const full = months.filter(({ whole, grams }) => whole && grams > 0n);
  const past = full.filter(({ month }) => month < thisMonth).at(-1);
  if (!past) {
    const current = full.find(({ month }) => month === thisMonth);
    if (current)
      return say('reporting.volumes.soFar', { grams: String(current.grams), month: current.month });
    const grams = months.reduce((sum, one) => sum + one.grams, 0n);
    if (grams === 0n) return say('reporting.volumes.nothing');
    return say('reporting.volumes.altogether', { grams: String(grams) });
  }
  const { grams, month, yearEarlier } = past;
  const values = { grams: String(grams), month };
  if (!yearEarlier) return say('reporting.volumes.alone', values);
  const change = Number(((grams - yearEarlier) * 10_000n) / yearEarlier) / 10_000;
  const compared = { ...values, before: `${Number(month.slice(0, 4)) - 1}${month.slice(4)}` };
  if (Math.abs(change) < 0.005) return say('reporting.volumes.same', compared);
  const ratio = Math.round(Math.abs(change) * 100) / 100;
  return say(`reporting.volumes.${change > 0 ? 'more' : 'less'}`, { ...compared, ratio });
}
