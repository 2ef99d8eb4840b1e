import type { Text } from '../platform/errors.js';

/**
 * What a cell meant, or why it cannot be read. `rounded`: it was finer than what is kept. `assumed`: it says how a record
 * stands today, and this is meant where the record does not know better.
 */
export type Parsed<T = unknown> =
  { readonly value: T; readonly rounded?: boolean; readonly assumed?: boolean } | { readonly problem: Text };

/** Reads the text of a cell, trimmed and not blank. */
export type ValueParser<T = unknown> = (text: string) => Parsed<T>;
