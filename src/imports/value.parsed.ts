import type { Text } from '../platform/errors.js';

/**
 * What a cell meant, or why it cannot be read. `rounded`: it was finer than what is kept. `keeps`: whether it says
 * no more than what the record holds already, such as a moment to the minute: that stays then.
 */
export type Parsed<T = unknown> =
  { readonly value: T; readonly rounded?: boolean; readonly keeps?: Keeps } | { readonly problem: Text };

/** Whether a cell says what is kept, as far as it says anything. */
export type Keeps = (kept: unknown) => boolean;

/** Reads the text of a cell, trimmed and not blank. */
export type ValueParser<T = unknown> = (text: string) => Parsed<T>;
