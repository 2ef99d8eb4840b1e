import { say } from '../platform/errors.js';
import { type BoundField, NEW_CUSTOMER, NEW_SITE } from './import.bind.js';
import { declaredPath, scopeOf } from './import.fields.js';
import type { CellProblem, ImportLine } from './import.lines.js';
import type { GoodRow } from './table.reader.js';
import type { ValueParser } from './value.parsed.js';

/** A bound field with the way its cells are read in this file. */
export type ReadField = BoundField & { readonly parse: ValueParser };
type Body = Record<string, unknown>;
interface Scope {
  readonly path: string;
  readonly fields: readonly ReadField[];
  readonly opens: boolean;
}
interface Reading {
  readonly row: GoodRow;
  readonly problems: CellProblem[];
  rounded: number;
}

/** Makes one row's record: its own fields, and each child that the row has something for. */
export const recordReader = (fields: readonly ReadField[]): ((row: GoodRow) => ImportLine) => {
  const scopes = scopesOf(fields);
  const of = (path: string): Scope =>
    scopes.find((scope) => scope.path === path) ?? { path, fields: [], opens: false };
  const build = (scope: Scope, reading: Reading): Body => {
    const body = bodyOf(scope, reading);
    for (const child of scopes) {
      if (
        !child.path.endsWith(']') ||
        scopeOf(child.path) !== scope.path ||
        !isThere(child, scopes, reading.row)
      )
        continue;
      const name = child.path.slice(scope.path === '' ? 0 : scope.path.length + 1).replace(/\[\d*\]$/, '');
      body[name] = [...((body[name] as Body[] | undefined) ?? []), build(child, reading)];
    }
    return body;
  };
  return (row) => {
    const reading: Reading = { row, problems: [], rounded: 0 };
    const record = build(of(''), reading);
    const place = (path: string) => bodyOf(of(path), reading);
    const unknown = { customer: place(NEW_CUSTOMER), site: place(NEW_SITE) };
    const reference = typeof record.reference === 'string' ? record.reference : '';
    return { ...reading, row: row.row, line: row.line, reference, record, unknown };
  };
};

const scopesOf = (fields: readonly ReadField[]): Scope[] => {
  const paths = new Set(['']);
  for (const { scope } of fields) for (let path = scope; path !== ''; path = scopeOf(path)) paths.add(path);
  return [...paths].toSorted(inOrder).map((path) => {
    const own = fields.filter(({ scope }) => scope === path);
    return { path, fields: own, opens: own.some(({ field }) => field.opens) };
  });
};

// wasteItems[2] before wasteItems[10].
const inOrder = new Intl.Collator('en', { numeric: true }).compare;

// What opens a child decides; otherwise any cell of its own does, a constant being no cell; otherwise its children.
const isThere = (scope: Scope, scopes: readonly Scope[], row: GoodRow): boolean => {
  const deciding = scope.fields.filter(({ field, columns }) =>
    scope.opens ? field.opens : columns.length > 0,
  );
  if (deciding.some((field) => field.text(row) !== '')) return true;
  return (
    !scope.opens &&
    scopes.some(
      (child) => scopeOf(child.path) === scope.path && child !== scope && isThere(child, scopes, row),
    )
  );
};

const bodyOf = (scope: Scope, reading: Reading): Body => {
  const body: Body = {};
  for (const bound of scope.fields) {
    const text = bound.text(reading.row);
    const parsed = text === '' ? undefined : bound.parse(text);
    if (parsed === undefined) {
      if (bound.field.required) note(reading, bound, text, say('imports.value.missing'));
    } else if ('problem' in parsed) note(reading, bound, text, parsed.problem);
    else {
      body[bound.property] = typeof parsed.value === 'bigint' ? Number(parsed.value) : parsed.value;
      if (parsed.rounded) reading.rounded++;
    }
  }
  return body;
};

const note = (reading: Reading, bound: BoundField, value: string, reason: CellProblem['reason']): void => {
  const column = bound.columns.join(', ') || declaredPath(bound.path);
  reading.problems.push({ row: reading.row.row, column, value, reason });
};
