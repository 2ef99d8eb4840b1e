import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { DataSource } from 'typeorm';
import type { RecordScope } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import { PortalReads } from '../platform/database/portal-reads.js';
import type { Field } from '../sections/engine/field.js';
import { hiddenFrom, hiddenInList, nothingHidden, type Hidden } from '../sections/engine/hidden-fields.js';
import { reachOf } from '../sections/engine/list.reach.js';
import type { ListRequest } from '../sections/engine/list.request.js';
import type { Reach } from '../sections/engine/list.sql.js';
import type { Section } from '../sections/engine/section.js';
import { copySql, heldSql, type ColumnSql } from './copy.sql.js';
import type { HeldRecords, WrittenFile } from './export.contents.js';
import type { ExportColumn } from '../sections/engine/export.columns.js';

/** What somebody may read: a customer's person within a scope, or staff. */
export type Reader = { readonly facts: PortalFacts; readonly scope: RecordScope } | 'staff';

/** Called now and then with how many rows have been written so far. */
export type Counting = (rows: number) => void;

/** How rows leave the database. */
export interface RowFormat {
  readonly select: (columns: readonly ColumnSql[]) => string;
  /** Of COPY; `format csv`, or nothing. */
  readonly options: string;
}

/** Which fields are in no export of somebody's at all. */
export const hiddenFieldsOf = (reader: Reader, { customer }: ListRequest): ((field: Field) => boolean) =>
  reader === 'staff' ? nothingHidden : hiddenInList(reader.facts, reader.scope, { customer });

/**
 * Copies the rows of a list, all of them: what is filtered is what is exported. Postgres writes at its own speed; nobody
 * who reads slowly holds a connection.
 */
@Injectable()
export class ListCopies {
  constructor(
    private readonly portal: PortalReads,
    @InjectDataSource() private readonly source: DataSource,
  ) {}

  copy(
    section: Section,
    request: ListRequest,
    reader: Reader,
    columns: readonly ExportColumn[],
    { select, options }: RowFormat,
    sink: () => Writable,
    counting: Counting,
  ): Promise<WrittenFile> {
    return this.copyEach(
      section,
      request,
      reader,
      (reach, hidden) => copySql(section, request, reach, columns, hidden, select),
      options,
      sink,
      counting,
    );
  }

  /**
   * Copies other rows of the records that a list holds, such as the waste of jobs, customer by customer.
   * @param sqlOf the query; it reads no more than the reach
   */
  async copyEach(
    section: Section,
    request: ListRequest,
    reader: Reader,
    sqlOf: (reach: Reach, hidden: Hidden) => string,
    options: string,
    sink: () => Writable,
    counting: Counting,
  ): Promise<WrittenFile> {
    if (reader === 'staff') {
      const reach = { sites: 'all', portal: false } as const;
      const text = `copy (${sqlOf(reach, nothingHidden)}) to stdout ${options}`;
      return this.atOneMoment((client) =>
        copied(client, text, heldSql(section, request, reach), sink(), counting),
      );
    }
    let count = 0;
    const held: HeldRecords[] = [];
    for (const one of reachOf(section, request, reader.scope, reader.facts)) {
      const reach = { ...one, portal: true };
      const text = `copy (${sqlOf(reach, hiddenFrom(reader.facts, one.customerId))}) to stdout ${options}`;
      const before = count;
      const written = await this.portal.copying(one, (client) =>
        copied(client, text, heldSql(section, request, reach), sink(), (rows) => counting(before + rows)),
      );
      count += written.count;
      held.push(...written.held);
    }
    return { count, held };
  }

  private async atOneMoment<T>(read: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.startTransaction('REPEATABLE READ');
      const answer = await read((await runner.connect()) as pg.PoolClient);
      await runner.commitTransaction();
      return answer;
    } catch (error) {
      await runner.rollbackTransaction();
      throw error;
    } finally {
      await runner.release();
    }
  }
}

/** Copies rows and notes whose they are, of the same moment: the transaction sees no other. */
async function copied(
  client: pg.PoolClient,
  sql: string,
  ids: string,
  sink: Writable,
  counting: Counting,
): Promise<WrittenFile> {
  const stream = client.query(copyTo(sql));
  let seen = 0;
  const count = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) seen++;
      counting(seen);
      yield chunk;
    }
  };
  await pipeline(stream, count, sink);
  // What the server says it sent; a text with line breaks is one row.
  const { rowCount } = stream as unknown as { rowCount: number };
  return { count: rowCount, held: (await client.query<HeldRecords>(ids)).rows };
}
