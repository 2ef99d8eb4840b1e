import { readDay } from '../../platform/calendar.js';
import { say, type Text } from '../../platform/errors.js';

/** Reads values one by one, and keeps what was typed where it cannot be used. */
export class FilterValues {
  readonly faults: Record<string, Text> = {};
  readonly typed: Record<string, string> = {};

  constructor(private readonly read: (name: string) => string | undefined) {}

  get wrong(): boolean {
    return Object.keys(this.faults).length > 0;
  }

  of(name: string, read: (text: string) => string | undefined, wrong: string): string | undefined {
    const text = this.read(name);
    if (text === undefined) return undefined;
    const value = text.length > LONGEST ? undefined : read(text);
    if (value !== undefined) return value;
    this.faults[name] = say(wrong);
    this.typed[name] = text.slice(0, LONGEST);
    return undefined;
  }

  /** The two ends of a range lie the right way round, where both are known and can be compared. */
  order(to: string, least: string | undefined, most: string | undefined): void {
    if (least === undefined || most === undefined || !isAbove(least, most)) return;
    this.faults[to] = say(`sections.filters.wrong.backwards.${readDay(least) ? 'days' : 'numbers'}`);
    this.typed[to] = most;
  }
}

/** As much as anybody types to look for something. */
const LONGEST = 200;

/** The key of the sentence for a value of such a kind that cannot be read. */
export const wrongOf = (
  kind: 'text' | 'date' | 'number' | 'money' | 'choice' | 'customer' | 'site',
): string => `sections.filters.wrong.${kind}`;

/** Whether one value of a range is above another: days as they are written, numbers by what they are worth. */
function isAbove(one: string, other: string): boolean {
  const [a, b] = [readDay(one), readDay(other)];
  if (a && b) return a > b;
  const [[number = '', currency], [second = '', another]] = [one.split(' '), other.split(' ')];
  return currency === another && Number(number) > Number(second);
}
