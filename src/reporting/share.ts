import { say, type Text } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import type { Rate } from './fate-rates.js';

/** As much as a percentage with one decimal can tell from nothing, and from all. */
const LEAST = 0.0005;

/** A little is not 0 %, nearly all is not 100 %, and of nothing there is no share. */
function inWords({ part, whole }: Rate): Text | undefined {
  if (whole <= 0n) return say('reporting.noData');
  const ratio = ratioOf({ part, whole });
  if (part > 0n && ratio < LEAST) return say('reporting.share.least');
  if (part < whole && ratio >= 1 - LEAST) return say('reporting.share.most');
  return undefined;
}

/** A share as a page shows it: "no data" where there is nothing to divide by, never 0 % or 100 %. */
export function shareCell(rate: Rate): Cell {
  const words = inWords(rate);
  return words ? cell.words(words) : cell.percentage(ratioOf(rate));
}

/** The same for a sentence. */
export const shareText = (rate: Rate): Text =>
  inWords(rate) ?? say('reporting.share.exact', { ratio: ratioOf(rate) });

/** The share as a number from 0 to 1; 0 of nothing. */
export const ratioOf = ({ part, whole }: Rate): number => (whole <= 0n ? 0 : Number(part) / Number(whole));
