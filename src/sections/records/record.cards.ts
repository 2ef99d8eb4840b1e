import { holdsCardNumber } from '../../platform/card-numbers.js';
import { say } from '../../platform/errors.js';
import type { RecordKind } from '../engine/section.js';
import type { ParsedRecord } from './record.body.js';
import type { Faults } from './record.fields.js';

/** The texts of a record that hold a card number, where its kind keeps none. */
export const cardFaults = (kind: RecordKind, { columns }: ParsedRecord): Faults =>
  Object.fromEntries(
    kind.fields
      .filter(({ kind: what, column }) => kind.keepsNoCards && what === 'text' && isRefused(columns[column]))
      .map(({ name }) => [name, REFUSED]),
  );

/** The same of what a new record is called by a system: one that is there under its reference can still be changed. */
export const cardAsReference = (kind: RecordKind, reference: string, isThere: boolean): Faults =>
  kind.keepsNoCards === 'reference too' && !isThere ? cardByHand(kind, reference) : {};

/** The same by hand, where nobody numbers payments as banks do. */
export const cardByHand = ({ keepsNoCards }: RecordKind, reference: string): Faults =>
  keepsNoCards && isRefused(reference) ? { reference: REFUSED } : {};

const isRefused = (text: unknown): boolean => typeof text === 'string' && holdsCardNumber(text);

const REFUSED = say('sections.api.cardNumber');
