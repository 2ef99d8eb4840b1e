import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { DataSource } from 'typeorm';
import type { RecordScope } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import { PortalReads } from '../platform/database/portal-reads.js';
import { say } from '../platform/errors.js';
import { Words } from '../platform/pages/words.js';
import { fieldLabel } from '../sections/engine/field.cells.js';
import { hiddenFrom, hiddenInList, nothingHidden } from '../sections/engine/hidden-fields.js';
import { reachOf } from '../sections/engine/list.reach.js';
import type { ListRequest } from '../sections/engine/list.request.js';
import type { Section } from '../sections/engine/section.js';
import { csvColumns, csvSql, type CsvColumn } from './csv.sql.js';

/** Called now and then with how many rows have been written so far. */
export type Counting = (rows: number) => void;

/** What somebody may read: a customer's person within a scope, or staff. */
export type Reader = { readonly facts: PortalFacts; readonly scope: RecordScope } | 'staff';

/**
 * Writes the rows of a list as CSV into a file, all of them: what is filtered is what is exported. Postgres writes at
 * its own speed; nobody who reads slowly holds a connection.
 */
@Injectable()
export class CsvWriter {
  constructor(
    private readonly portal: PortalReads,
    @InjectDataSource() private readonly source: DataSource,
    private readonly words: Words,
  ) {}

  /** Answers how many rows were written. */
  async write(
    section: Section,
    request: ListRequest,
    reader: Reader,
    file: string,
    counting: Counting = () => undefined,
  ): Promise<number> {
    const hiddenFields =
      reader === 'staff'
        ? nothingHidden
        : hiddenInList(reader.facts, reader.scope, { customer: request.customer });
    const columns = csvColumns(section, request, hiddenFields);
    // The mark at the beginning lets spreadsheets read accents.
    await pipeline([`\uFEFF${this.headings(section, columns)}`], createWriteStream(file));
    if (reader === 'staff')
      return this.all(csvSql(section, request, { sites: 'all', portal: false }, columns), file, counting);
    let written = 0;
    for (const one of reachOf(section, request, reader.scope, reader.facts)) {
      // A field that one customer hides stays a column, empty on its rows.
      const hidden = hiddenFrom(reader.facts, one.customerId);
      const sql = csvSql(section, request, { ...one, portal: true }, columns, hidden);
      const before = written;
      const copied = await this.portal.copying(one, (client) =>
        copy(client, sql, file, (rows) => counting(before + rows)),
      );
      written += copied;
    }
    return written;
  }

  private async all(sql: string, file: string, counting: Counting): Promise<number> {
    const runner = this.source.createQueryRunner();
    try {
      return await copy((await runner.connect()) as pg.PoolClient, sql, file, counting);
    } finally {
      await runner.release();
    }
  }

  private headings(section: Section, columns: readonly CsvColumn[]): string {
    const cells = columns.map(({ field, part }) => {
      const label = this.words.say(fieldLabel(section, field));
      if (part === 'currency') return this.words.say(say('exports.currencyOf', { field: label }));
      return field.kind === 'weight' ? this.words.say(say('exports.kilograms', { field: label })) : label;
    });
    return `${cells.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',')}\n`;
  }
}

async function copy(client: pg.PoolClient, sql: string, file: string, counting: Counting): Promise<number> {
  const stream = client.query(copyTo(`copy (${sql}) to stdout with (format csv)`));
  let seen = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) seen++;
      counting(seen);
      done(null, chunk);
    },
  });
  await pipeline(stream, count, createWriteStream(file, { flags: 'a' }));
  // What the server says it sent; a text with line breaks is one row.
  return (stream as unknown as { rowCount: number }).rowCount;
}
