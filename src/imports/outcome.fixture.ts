import type { Parsed } from './value.parsed.js';

/** What a parser made of a text: the value, or the last part of its reason's key. */
export const outcome = (parsed: Parsed): unknown =>
  'problem' in parsed ? parsed.problem.key.replace('imports.value.', '') : parsed.value;
