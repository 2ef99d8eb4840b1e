import { say } from '../platform/errors.js';
import type { Sum } from './figures.js';
import type { Stat } from './report.js';
import { shareCell } from './share.js';

/** How much of the weight was estimated rather than weighed: every report says so. */
export function estimatedStat({ grams, estimated }: Sum): Stat {
  const note =
    grams <= 0n
      ? null
      : estimated === 0n
        ? say('reporting.estimated.none')
        : say('reporting.estimated.note', { grams: String(estimated) });
  return {
    label: say('reporting.estimated.label'),
    cell: shareCell({ part: estimated, whole: grams }),
    note,
    href: null,
  };
}
