import { say, type Text } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import { changeOf, LEAST } from './compared.sentence.js';
import type { Rate } from './fate-rates.js';

type Sense = 'more' | 'less' | 'same';

/** Nothing is compared with nothing: before a year is full, and with a year of nothing, there is no change to tell. */
function change(
  value: bigint,
  before: bigint | undefined,
): { readonly sense: Sense; readonly ratio: number } | undefined {
  if (before === undefined || before <= 0n) return undefined;
  const exact = changeOf(value, before);
  const sense = Math.abs(exact) < LEAST ? 'same' : exact > 0 ? 'more' : 'less';
  return { sense, ratio: Math.round(Math.abs(exact) * 100) / 100 };
}

/** A whole sentence with the change in it: `<words>.more`, `.less`, `.same`, or `.alone` where nothing is compared. */
export function changeSentence(
  words: string,
  values: NonNullable<Text['values']>,
  value: bigint,
  before: bigint | undefined,
): Text {
  const found = change(value, before);
  return found
    ? say(`${words}.${found.sense}`, { ...values, ratio: found.ratio })
    : say(`${words}.alone`, values);
}

/** "8 % more than a year earlier", below a figure. */
export function changeWords(value: bigint, before: bigint | undefined): Text {
  const found = change(value, before);
  return found
    ? say(`reporting.trends.than.${found.sense}`, { ratio: found.ratio })
    : say('reporting.trends.than.nothing');
}

/** "8 % more", as a column says it. */
export function changeCell(value: bigint, before: bigint | undefined): Cell {
  const found = change(value, before);
  return cell.words(
    found ? say(`reporting.trends.change.${found.sense}`, { ratio: found.ratio }) : say('reporting.noData'),
  );
}

/** By how many percentage points one share differs from another; undefined where one of them is of nothing. */
function points(rate: Rate, before: Rate | undefined): number | undefined {
  if (!before || rate.whole <= 0n || before.whole <= 0n) return undefined;
  const share = ({ part, whole }: Rate): number => Number((part * 1_000_000n) / whole);
  return Math.round((share(rate) - share(before)) / 1000) / 10;
}

const senseOf = (difference: number): Sense => (difference === 0 ? 'same' : difference > 0 ? 'more' : 'less');

export function pointsWords(rate: Rate, before: Rate | undefined): Text {
  const found = points(rate, before);
  return found === undefined
    ? say('reporting.trends.than.nothing')
    : say(`reporting.trends.than.${senseOf(found)}Points`, { points: Math.abs(found) });
}

export function pointsCell(rate: Rate, before: Rate | undefined): Cell {
  const found = points(rate, before);
  return cell.words(
    found === undefined
      ? say('reporting.noData')
      : say(`reporting.trends.change.${senseOf(found)}Points`, { points: Math.abs(found) }),
  );
}
