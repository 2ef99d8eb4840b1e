import type { OpenImport } from './import.lines.js';
import { findColumn } from './table.header.js';
import type { GoodRow } from './table.reader.js';

/** A column that says how rows stand, and how often it says what. */
export interface KindsOfRows {
  readonly column: string;
  readonly values: readonly { readonly is: string; readonly count: number }[];
}

/** A column with more different values is none of words. */
const MOST_KINDS = 12;
const NAMED = /^(.*[^a-z])?(status|state)$/i;
/** What nobody means who imports what came in. */
export const AMISS =
  /(^|[^a-z])(fail(ed|ure)?|refund(ed)?|cancel+ed|pending|declined|rejected|reversed|returned|disputed|charge[^a-z]?(d[^a-z])?backs?|void(ed)?|expired|unpaid|incomplete)($|[^a-z])/i;

/**
 * Looks for a column that no field reads and that says how rows stand: a file of a payment provider holds what failed
 * among what was paid.
 */
export class StandingColumns {
  private readonly seen: Map<string, { readonly at: number; readonly counts: Map<string, number> }>;

  constructor({ table, map, unusedColumns }: Pick<OpenImport, 'table' | 'map' | 'unusedColumns'>) {
    const asked = map.only || map.downloaded ? [] : unusedColumns;
    this.seen = new Map(
      asked.map((name) => [name, { at: findColumn(table.columns, name) ?? -1, counts: new Map() }]),
    );
  }

  look({ cells }: GoodRow): void {
    for (const [name, { at, counts }] of this.seen) {
      const value = (cells[at] ?? '').trim();
      if (value === '') continue;
      const same = counts.has(value)
        ? value
        : ([...counts.keys()].find((one) => one.toLowerCase() === value.toLowerCase()) ?? value);
      counts.set(same, (counts.get(same) ?? 0) + 1);
      if (counts.size > MOST_KINDS) this.seen.delete(name);
    }
  }

  /** What somebody should choose from: a column that is called so, else one that says again and again what failed. */
  found(): KindsOfRows | null {
    const all = [...this.seen].map(([column, { counts }]) => ({
      column,
      values: [...counts].map(([is, count]) => ({ is, count })),
    }));
    const told = all.filter(({ values }) => values.some(({ is }) => AMISS.test(is)));
    const named = all.filter(({ column, values }) => NAMED.test(column) && values.length > 1);
    return told.find((one) => NAMED.test(one.column)) ?? told.find(isRepeated) ?? named[0] ?? null;
  }
}

/** Notes may speak of what failed: they seldom say the same twice. */
const isRepeated = ({ values }: KindsOfRows): boolean =>
  values.length * 2 <= values.reduce((sum, { count }) => sum + count, 0);
