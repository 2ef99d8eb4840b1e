import type { Text } from '../errors.js';

/** A choice in a drop-down, such as one of the sites that somebody sees. */
export interface Choice {
  readonly value: string;
  readonly label: Text;
}
