import type { Text } from '../platform/errors.js';
import { comparedSentence } from './compared.sentence.js';
import type { VolumeMonth } from './volumes.report.js';

/** What the chart of volumes by month shows, in a sentence. */
export const volumesSentence = (
  months: readonly Pick<VolumeMonth, 'month' | 'grams' | 'whole' | 'yearEarlier'>[],
  thisMonth: string,
): Text =>
  comparedSentence(
    months.map(({ grams, ...month }) => ({ ...month, value: grams })),
    thisMonth,
    { words: 'reporting.volumes', values: (grams) => ({ grams: String(grams) }) },
  );
