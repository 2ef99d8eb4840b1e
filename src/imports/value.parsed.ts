import type { Text } from '../platform/errors.js';

/** What a cell meant, or why it cannot be read. `rounded`: it was finer than what is kept. */
export type Parsed<T = unknown> =
  { readonly value: T; readonly rounded?: boolean } | { readonly problem: Text };

/** Reads the text of a cell, trimmed and not blank. */
export type ValueParser<T = unknown> = (text: string) => Parsed<T>;
