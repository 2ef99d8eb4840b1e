import type { Money } from '../platform/money.js';
import { say } from '../platform/errors.js';
import { type BoundField, NEW_CUSTOMER, NEW_SITE } from './import.bind.js';
import { declaredPath, scopeOf } from './import.fields.js';
import type { CellParser } from './import.parsers.js';
import type { CellProblem, ImportLine } from './import.line.js';
import type { GoodRow } from './table.reader.js';
import type { Keeps } from './value.parsed.js';

/** A bound field with the way its cells are read in this file. */
export type ReadField = BoundField & { readonly parse: CellParser };
type Body = Record<string, unknown>;
interface Scope {
  readonly path: string;
  /** The property of the list it stands in. */
  readonly name: string;
  readonly fields: readonly ReadField[];
  readonly opens: boolean;
  readonly children: readonly Scope[];
}
interface Reading {
  readonly row: GoodRow;
  readonly problems: CellProblem[];
  rounded: number;
  readonly keeps: Record<string, Keeps>;
  /** Of the record's own amounts: those of its lines are in it. */
  currency?: string;
}

/** Makes one row's record: its own fields, and each child that the row has something for. */
export const recordReader = (fields: readonly ReadField[]): ((row: GoodRow) => ImportLine) => {
  const scopes = scopesOf(fields);
  const of = (path: string): Scope => scopes.find((scope) => scope.path === path) ?? { ...NOTHING, path };
  const [whole, customer, site] = [of(''), of(NEW_CUSTOMER), of(NEW_SITE)];
  let before: { readonly reference?: unknown; readonly currency?: string } = {};
  return (row) => {
    const reading: Reading = { row, problems: [], rounded: 0, keeps: {} };
    const own = bodyOf(whole, reading);
    // Further rows of a record may leave to the first what they have in common.
    reading.currency = currencyOf(own) ?? (own.reference === before.reference ? before.currency : undefined);
    before = { reference: own.reference, currency: reading.currency };
    const record = withChildren(whole, own, reading);
    const unknown = { customer: bodyOf(customer, reading), site: bodyOf(site, reading) };
    const reference = typeof record.reference === 'string' ? record.reference : '';
    return { ...reading, row: row.row, line: row.line, reference, record, unknown, rows: [row] };
  };
};

const NOTHING: Scope = { path: '', name: '', fields: [], opens: false, children: [] };

const currencyOf = (body: Body): string | undefined =>
  Object.values(body)
    .map((value) => (value as Partial<Money> | undefined)?.currency)
    .find(Boolean);

const withChildren = (scope: Scope, body: Body, reading: Reading): Body => {
  for (const child of scope.children) {
    if (!isThere(child, reading.row)) continue;
    body[child.name] = [
      ...((body[child.name] as Body[] | undefined) ?? []),
      withChildren(child, bodyOf(child, reading), reading),
    ];
  }
  return body;
};

const scopesOf = (fields: readonly ReadField[]): Scope[] => {
  const paths = new Set(['']);
  for (const { scope } of fields) for (let path = scope; path !== ''; path = scopeOf(path)) paths.add(path);
  const inner: Scope[] = [];
  // The deepest first, so that each finds its children made.
  for (const path of [...paths].toSorted(inOrder).reverse()) {
    const own = fields.filter(({ scope }) => scope === path);
    const children = inner.filter(
      (one) => one.path.endsWith(']') && scopeOf(one.path) === path && one.path !== path,
    );
    const name = path.slice(path.lastIndexOf('.') + 1).replace(/\[\d*\]$/, '');
    inner.unshift({ path, name, fields: own, opens: own.some(({ field }) => field.opens), children });
  }
  return inner;
};

// wasteItems[2] before wasteItems[10].
const inOrder = new Intl.Collator('en', { numeric: true }).compare;

// What opens a child decides; otherwise any cell of its own does, a constant being no cell; otherwise its children.
const isThere = (scope: Scope, row: GoodRow): boolean => {
  const deciding = scope.fields.filter(({ field, columns }) =>
    scope.opens ? field.opens : columns.length > 0,
  );
  if (deciding.some((field) => field.isGiven(row))) return true;
  return !scope.opens && scope.children.some((child) => isThere(child, row));
};

const bodyOf = (scope: Scope, reading: Reading): Body => {
  const body: Body = {};
  for (const bound of scope.fields) {
    const text = bound.text(reading.row);
    const parsed = text === '' ? undefined : bound.parse(text, reading.currency);
    if (parsed === undefined) {
      if (bound.field.required) note(reading, bound, text, say('imports.value.missing'));
    } else if ('problem' in parsed) note(reading, bound, text, parsed.problem);
    else {
      body[bound.property] = typeof parsed.value === 'bigint' ? Number(parsed.value) : parsed.value;
      if (parsed.rounded) reading.rounded++;
      if (parsed.keeps && bound.scope === '') reading.keeps[bound.property] = parsed.keeps;
    }
  }
  return body;
};

const note = (reading: Reading, bound: BoundField, value: string, reason: CellProblem['reason']): void => {
  const column = bound.columns.join(', ') || declaredPath(bound.path);
  reading.problems.push({ row: reading.row.row, column, value, reason });
};
