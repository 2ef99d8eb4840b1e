import type { Text } from '../platform/errors.js';
import type { TypedAs } from '../sections/engine/hand-form.js';

/** What a field holds, which decides how a cell is read. */
export type FieldKind =
  | 'text'
  | 'date'
  | 'time'
  | 'integer'
  | 'weight'
  | 'money'
  | 'boolean'
  | 'choice'
  | 'ewc'
  | 'fate'
  | 'reference'
  /** Several, in one cell. */
  | 'references';

/** A field of a record that a column of a file may fill. */
export interface ImportField {
  /** Its name in a map, `[]` being one of several children: `date`, `wasteItems[].weight`, `wasteItems[].fates[].code`. */
  readonly path: string;
  readonly kind: FieldKind;
  /** What people call it. */
  readonly label?: Text;
  /** What people call each of its choices. */
  readonly choiceLabels?: Readonly<Record<string, Text>>;
  /** Of a whole number that people write otherwise: hours for minutes, amounts for minor units. See `typed` of fields. */
  readonly typed?: TypedAs;
  /** The same written, where they are read in a file as well as the choices themselves. */
  readonly choiceWords?: Readonly<Record<string, string>>;
  /** Words of downloads beyond those, and the choice that each stands for. */
  readonly moreWords?: Readonly<Record<string, string>>;
  /** Refused when blank. Of a child: when the child is there. */
  readonly required?: boolean;
  readonly choices?: readonly string[];
  /** Its name in the record's body, the last part only. Default: the path's last part, for weights with `Grams` after it. */
  readonly property?: string;
  /** The permission that it is of no use without. */
  readonly usedWith?: string;
  /** A child without this value does not exist, whatever else its row says: a weight without a fate makes no fate. */
  readonly opens?: boolean;
}

/** Whether it is an amount of money, also where the record keeps its minor units alone. */
export const isAmount = ({ kind, typed }: Pick<ImportField, 'kind' | 'typed'>): boolean =>
  kind === 'money' || typed === 'amount';

const CHILD = /\[\d*\]/g;

/** `wasteItems[2].weight` is declared as `wasteItems[].weight`. */
export const declaredPath = (path: string): string => path.replace(CHILD, '[]');

/** What a field stands in: `wasteItems[].fates[].code` in `wasteItems[].fates[]`, a record's own field in ''. */
export const scopeOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('.'), 0));

/** A field's name in the body of its record or child. */
export const propertyOf = (field: ImportField): string => {
  if (field.property !== undefined) return field.property;
  const name = field.path.slice(field.path.lastIndexOf('.') + 1);
  return field.kind === 'weight' && !name.endsWith('Grams') ? `${name}Grams` : name;
};

/** Lists of children one below the other: `wasteItems[]`, `wasteItems[].fates[]`. */
export interface ImportList {
  readonly path: string;
  readonly title: Text;
  /** The permission that it is of no use without. */
  readonly usedWith?: string;
}
