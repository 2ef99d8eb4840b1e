import { say } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import type { Rate } from './fate-rates.js';

/** As much as a percentage with one decimal can tell from nothing, and from all. */
const LEAST = 0.0005;

/**
 * A share as a page shows it. Of nothing there is no share: "no data", never 0 % or 100 %. A little is not 0 %, and
 * nearly all is not 100 %.
 */
export function shareCell({ part, whole }: Rate): Cell {
  if (whole <= 0n) return cell.words(say('reporting.noData'));
  const ratio = ratioOf({ part, whole });
  if (part > 0n && ratio < LEAST) return cell.words(say('reporting.share.least'));
  if (part < whole && ratio >= 1 - LEAST) return cell.words(say('reporting.share.most'));
  return cell.percentage(ratio);
}

/** The share as a number from 0 to 1, for the length of a bar; 0 of nothing. */
export const ratioOf = ({ part, whole }: Rate): number => (whole <= 0n ? 0 : Number(part) / Number(whole));
