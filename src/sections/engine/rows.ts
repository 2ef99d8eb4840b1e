import type { ChildBody } from './section.js';

/** The rows of a list of a record, as a body holds them; none of what is no list. */
export const rowsOf = (list: unknown): readonly ChildBody[] =>
  (Array.isArray(list) ? list : []) as readonly ChildBody[];
