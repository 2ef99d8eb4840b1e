import { say, type Text } from '../platform/errors.js';
import type { BoundField } from './import.bind.js';
import { declaredPath } from './import.fields.js';
import type { CellProblem, ImportLine } from './import.line.js';
import type { GoodRow } from './table.reader.js';

/** Faults of a record's body by their paths, such as `wasteItems[0].weightGrams`, brought back to cells of the file. */
export const refusalsOf = (
  fields: readonly BoundField[],
  line: ImportLine,
  faults: Readonly<Record<string, Text>>,
): CellProblem[] => Object.entries(faults).map(([path, reason]) => refusal(fields, line, path, reason));

const refusal = (
  fields: readonly BoundField[],
  line: ImportLine,
  path: string,
  reason: Text,
): CellProblem => {
  const wanted = declaredPath(path).replace(/\[\]$/, '');
  const exact = fields.filter((field) => pathOf(field) === wanted);
  // A fault of a whole list or child, such as fates that are too heavy: the cells it was made of.
  const found = exact.length > 0 ? exact : fields.filter((field) => isInside(pathOf(field), wanted));
  const { row, own } = placeOf(found, line, Number(/\[(\d+)\]/.exec(path)?.[1] ?? 0));
  const columns = own.flatMap((field) => field.columns);
  const values = row ? own.map((field) => field.text(row)).filter((text) => text !== '') : [];
  return {
    row: row?.row ?? line.row,
    column: distinct(columns) || wanted,
    value: distinct(values),
    reason: IN_OUR_WORDS[reason.key]?.(reason.values) ?? reason,
  };
};

const pathOf = ({ scope, property }: BoundField): string =>
  declaredPath(scope === '' ? property : `${scope}.${property}`);

const isInside = (path: string, outer: string): boolean =>
  path.startsWith(`${outer}[]`) || path.startsWith(`${outer}.`);

// The nth child came from the nth row of a group, or from the nth of several that stand side by side in one row.
const placeOf = (
  found: readonly BoundField[],
  { rows }: ImportLine,
  index: number,
): { row: GoodRow | undefined; own: readonly BoundField[] } => {
  if (rows.length > 1) return { row: rows[index] ?? rows[0], own: found };
  const [row] = rows;
  const isGiven = (child: string) =>
    found.some((one) => firstChild(one) === child && row && one.isGiven(row));
  const children = [...new Set(found.map(firstChild))].filter(isGiven);
  const own = found.filter((one) => firstChild(one) === children[index]);
  return { row, own: own.length > 0 ? own : found };
};

const firstChild = ({ scope }: BoundField): string => scope.replace(/\].*$/, ']');

const distinct = (texts: readonly string[]): string => [...new Set(texts)].join(', ');

/** Where the sentence of the API can be put better to somebody with a file. */
const IN_OUR_WORDS: Readonly<Record<string, (values: Text['values']) => Text>> = {
  'sections.api.no.customer': (values) => say('imports.row.noCustomer', values),
  'sections.api.no.site': (values) => say('imports.row.noSite', values),
};
