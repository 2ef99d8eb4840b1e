import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { declaredField, tableOf } from './audit.declared.js';
import type { AuditRow } from './audit.queries.js';
import type { KeyNames } from './audit.values.js';

/** In which an amount of a line is, by the line and the column of the currency. */
export type Currencies = ReadonlyMap<string, string>;

/** The key of a line's currency. */
export const currencyKey = ({ id }: Pick<AuditRow, 'id'>, column: string): string => `${id} ${column}`;

/** What lines of the audit log do not say themselves and pages do. */
@Injectable()
export class AuditBackground {
  constructor(private readonly database: Database) {}

  /** Types of files and flags by their keys, as `type.invoice`. */
  async keyNames(): Promise<KeyNames> {
    const rows = await this.database.rows<{ key: string; name: string }>(
      `select 'type.' || key as key, name from file_types union all select 'flag.' || key, name from flags`,
    );
    return new Map(rows.map(({ key, name }) => [key, name]));
  }

  /**
   * The currencies of amounts whose lines do not name them: what the next change of the record says that it was until
   * then, or what it is today.
   */
  async currencies(rows: readonly AuditRow[]): Promise<Currencies> {
    const wanted = rows.flatMap(lacking);
    const kinds = new Map(wanted.map((one) => [`${one.table} ${one.column}`, one]));
    const found = new Map<string, string>();
    for (const { table, column } of kinds.values()) {
      const of = wanted.filter((one) => one.table === table && one.column === column);
      const known = await this.database.rows<{ line: string; currency: string }>(
        currenciesSql(table, column),
        [of.map(({ line }) => line.id), column],
      );
      for (const { line, currency } of known) found.set(currencyKey({ id: line }, column), currency);
    }
    return found;
  }
}

interface Lacking {
  readonly line: AuditRow;
  readonly table: string;
  readonly column: string;
}

function lacking(line: AuditRow): Lacking[] {
  const table = tableOf(line.subjectKind);
  const sides = { ...(line.before as object | null), ...(line.after as object | null) };
  if (!table || !line.subjectId) return [];
  const columns = Object.keys(sides).flatMap((name) => {
    const { field, currency } = declaredField(line.subjectKind, name) ?? {};
    return field?.kind === 'money' && !currency ? [field.currencyColumn as string] : [];
  });
  return [...new Set(columns)]
    .filter((column) => !(column in sides))
    .map((column) => ({ line, table, column }));
}

const currenciesSql = (table: string, column: string): string => `
  select a.id as line, coalesce(
    (select l.before ->> $2 from audit_lines l where l.subject_id = a.subject_id and l.at > a.at
       and coalesce(l.before ->> $2, '') <> '' order by l.at limit 1),
    r.${column}) as currency
  from audit_lines a join ${table} r on r.id = a.subject_id
  where a.id = any ($1::uuid[]) and coalesce(r.${column}, '') <> ''`;
