import { Injectable } from '@nestjs/common';
import type { OperationState } from '../operations/operation.entity.js';
import { Database } from '../platform/database/database.js';
import { Conflict, NotFound, Refused, say, type Text } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import type { Alike } from './alike.references.js';
import type { Doubts } from './doubtful.records.js';
import type { ImportStep } from './file-import.entity.js';
import type { FirstRecord } from './first-records.view.js';
import type { CellProblem } from './import.line.js';
import { type ImportCounts, NOTHING } from './import.report.js';
import type { KindsOfRows } from './kinds.of.rows.js';

/** An import with how far its present step is. */
export interface ImportRow {
  readonly id: string;
  readonly section: string;
  readonly fileName: string;
  /** The name of its bytes; none once they are forgotten. */
  readonly file: string | null;
  readonly map: object | null;
  readonly understood: readonly Text[];
  readonly firstRecords: readonly FirstRecord[];
  /** New customers that look like others, as a check found them. */
  readonly alike: readonly Alike[];
  /** Empty before a check. */
  readonly doubts: Partial<Doubts>;
  /** A column that says how rows stand, among which nobody chose. */
  readonly kinds: KindsOfRows | null;
  /** The days between which what was imported lies, where such records have a day. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  /** What its headings are, as a digest. */
  readonly headings: string | null;
  readonly step: ImportStep;
  readonly counts: ImportCounts;
  /** The work of its step; none while its columns are matched. */
  readonly operationId: string | null;
  /** Of the work of its step; none while its columns are matched. */
  readonly state: OperationState | null;
  /** Whether the work of its step is being taken back, or was. */
  readonly undoing: boolean;
  /** The day until which it can be taken back; none before it is imported, and when what stood before is forgotten. */
  readonly keptUntil: string | null;
  readonly done: number;
  readonly total: number;
  readonly problem: Text | null;
  readonly createdAt: Date;
  /** Who asked for it. */
  readonly askedBy: string;
}

/** An import whose file is there, and nobody works on it. */
export type OpenImportRow = ImportRow & { readonly file: string };
export const isOpen = (row: ImportRow): row is OpenImportRow =>
  row.file !== null && row.state !== 'queued' && row.state !== 'running';

/** Whether no row of the file is left to be dealt with. */
export const isThrough = ({ done, total }: Pick<ImportRow, 'done' | 'total'>): boolean =>
  done > 0 && done >= total;

/** SQL over an import `i`: it was run, not only checked, and refused rows, in the last thirty days. */
export const REFUSED_LATELY = `i.step = 'import' and coalesce((i.counts ->> 'refused')::int, 0) > 0
  and i.created_at > now() - interval '30 days'`;

/** Which imports a list shows: all of them unless said. */
export type ImportsShown = 'refused' | undefined;

const A_PAGE = 50;
const AT_ONCE = 1000;

/** What the office has imported. */
@Injectable()
export class ImportsQueries {
  constructor(private readonly database: Database) {}

  /** The latest first; `after` is the id of the last one on the page before. */
  async list(
    after: string | undefined,
    which?: ImportsShown,
  ): Promise<{ rows: readonly ImportRow[]; next: string | undefined }> {
    if (after !== undefined && !isId(after))
      throw new Refused(say('sections.list.notUnderstood', { name: 'after' }));
    const text = `${IMPORTS} where ($1::uuid is null or i.id < $1) and ${only(which)} order by i.id desc limit $2`;
    const rows = await this.database.rows<Kept>(text, [after ?? null, A_PAGE + 1]);
    const shown = rows.slice(0, A_PAGE).map(rowOf);
    return { rows: shown, next: rows.length > A_PAGE ? shown.at(-1)?.id : undefined };
  }

  async count(shown?: ImportsShown): Promise<number> {
    const row = await this.database.row<{ count: string }>(
      `select count(*) as count from imports i where ${only(shown)}`,
    );
    return Number(row?.count ?? 0);
  }

  /** @throws NotFound */
  async get(id: string): Promise<ImportRow> {
    const row = isId(id) ? await this.database.row<Kept>(`${IMPORTS} where i.id = $1`, [id]) : undefined;
    if (!row) throw new NotFound();
    return rowOf(row);
  }

  /** An import whose file is there and lies still. @throws Conflict while it is worked on, when it is in or forgotten */
  async open(id: string): Promise<OpenImportRow> {
    const row = await this.get(id);
    if (!isOpen(row)) throw new Conflict(say('imports.page.moved'));
    return row;
  }

  /** What the customers and sites of some records are called, by `customer:<reference>` and `site:<reference>`. */
  async namesIn(records: readonly FirstRecord[]): Promise<ReadonlyMap<string, string>> {
    if (records.length === 0) return new Map();
    const rows = await this.database.rows<{ reference: string; name: string }>(
      `select 'customer:' || reference as reference, name from customers where reference = any ($1)
       union all select 'site:' || reference, name from sites where reference = any ($2)`,
      ['customer', 'site'].map((name) => records.map((record) => record[name])),
    );
    return new Map(rows.map(({ reference, name }) => [reference, name]));
  }

  /** The first refused cells, and how many there are. */
  async refusals(id: string, most: number): Promise<{ first: readonly CellProblem[]; count: number }> {
    const row = await this.database.row<{ count: string }>(
      'select count(*) as count from import_refusals where import_id = $1',
      [id],
    );
    return { first: await this.refusalsAfter(id, '0', most), count: Number(row?.count ?? 0) };
  }

  /** Every refused cell, in the order of the file. */
  async *everyRefusal(id: string): AsyncGenerator<readonly CellProblem[]> {
    for (let after = '0'; ;) {
      const rows = await this.refusalsAfter(id, after, AT_ONCE);
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      if (!last || rows.length < AT_ONCE) return;
      after = last.position;
    }
  }

  private refusalsAfter(
    id: string,
    position: string,
    most: number,
  ): Promise<(CellProblem & { readonly position: string })[]> {
    return this.database.rows(
      `select position, row_number::int as row, column_name as column, value, reason from import_refusals
       where import_id = $1 and position > $2 order by position limit $3`,
      [id, position, most],
    );
  }
}

type Kept = Omit<ImportRow, 'counts'> & { readonly counts: Partial<ImportCounts> };

const rowOf = (row: Kept): ImportRow => ({
  ...row,
  counts: { ...NOTHING, ...row.counts },
  done: Number(row.done),
  total: Number(row.total),
});

const only = (shown: ImportsShown): string => (shown ? REFUSED_LATELY : 'true');

const IMPORTS = `
  select i.id, i.section, i.file_name as "fileName", i.file, i.map, i.headings, i.understood, i.first_records as "firstRecords", i.alike, i.doubts, i.kinds,
    i.first_day::text as "firstDay", i.last_day::text as "lastDay",
    i.step, i.counts, i.operation_id as "operationId", o.state, coalesce(o.undoing, false) as undoing, i.kept_until::date::text as "keptUntil", coalesce(o.done, 0) as done, coalesce(o.total, 0) as total, o.problem,
    i.created_at as "createdAt", coalesce(nullif(l.name, ''), l.email, '') as "askedBy"
  from imports i left join operations o on o.id = i.operation_id left join logins l on l.id = i.asked_by`;
