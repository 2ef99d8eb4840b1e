import type { ChildBody } from './section.js';

/** Clocks differ a little: a moment of just now may lie ahead. */
const A_LITTLE = 5 * 60_000;

/** Of a record that a person writes, moments of what has happened and that are still to come. */
export const momentsAhead = (
  record: ChildBody,
  names: readonly string[],
  wrong: string,
): Record<string, string> =>
  Object.fromEntries(
    names
      .filter((name) => record[name] && Date.parse(String(record[name])) > Date.now() + A_LITTLE)
      .map((name) => [name, wrong]),
  );
