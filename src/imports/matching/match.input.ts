import type { Text } from '../../platform/errors.js';

/** A choice of a drop-down. */
export interface MatchOption {
  readonly value: string;
  readonly label: Text;
}

/** An input as `components/field` takes it. */
export interface MatchInput {
  readonly id: string;
  readonly name: string;
  readonly label: Text;
  readonly type: 'select' | 'text' | 'date' | 'number';
  readonly value: string;
  readonly help?: Text | null;
  readonly error?: Text | null;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly width?: 'short' | 'medium' | 'full';
  readonly options?: readonly MatchOption[];
}
