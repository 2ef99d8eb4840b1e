import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { FastifyReply } from 'fastify';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { DataSource } from 'typeorm';
import type { RecordScope } from '../../access/decision.js';
import type { PortalFacts } from '../../access/facts.js';
import { PortalReads } from '../../platform/database/portal-reads.js';
import { Words } from '../../platform/pages/words.js';
import { say } from '../../platform/errors.js';
import { csvColumns, csvSql, type CsvColumn } from './csv.sql.js';
import { Cursors } from './cursors.js';
import { fieldLabel } from './field.cells.js';
import { hiddenFrom, nothingHidden } from './hidden-fields.js';
import { readListRequest, type ListRequest } from './list.request.js';
import type { Section } from './section.js';

type Query = Readonly<Record<string, unknown>>;

/**
 * The rows of a list as CSV, all of them: what is filtered is what is exported. Postgres writes into a file at its own
 * speed and only then is the file sent, so that a slow reader holds no connection.
 */
@Injectable()
export class CsvExport {
  constructor(
    private readonly portal: PortalReads,
    @InjectDataSource() private readonly source: DataSource,
    private readonly cursors: Cursors,
    private readonly words: Words,
  ) {}

  async forPortal(
    section: Section,
    query: Query,
    scope: RecordScope,
    facts: PortalFacts,
    reply: FastifyReply,
  ): Promise<void> {
    const request = readListRequest(section, query, this.cursors, hiddenFrom(facts));
    await this.send(section, reply, async (file) => {
      const columns = csvColumns(section, hiddenFrom(facts));
      await this.write(file, this.headings(section, columns));
      for (const { customerId, sites } of scope) {
        if (request.customer && request.customer !== customerId) continue;
        // A field that one customer hides stays a column, empty on its rows.
        const hidden = hiddenFrom(facts, customerId);
        const sql = csvSql(section, request, { customerId, sites, portal: true }, columns, hidden);
        await this.portal.copying({ customerId, sites }, (client) => copy(client, sql, file));
      }
    });
  }

  async forStaff(section: Section, query: Query, reply: FastifyReply): Promise<void> {
    const request: ListRequest = readListRequest(section, query, this.cursors, nothingHidden);
    await this.send(section, reply, async (file) => {
      const columns = csvColumns(section, nothingHidden);
      await this.write(file, this.headings(section, columns));
      const runner = this.source.createQueryRunner();
      try {
        const client = (await runner.connect()) as pg.PoolClient;
        await copy(client, csvSql(section, request, { sites: 'all', portal: false }, columns), file);
      } finally {
        await runner.release();
      }
    });
  }

  private headings(section: Section, columns: readonly CsvColumn[]): string {
    const cells = columns.map(({ field, part }) => {
      const label = this.words.say(fieldLabel(section, field));
      if (part === 'currency') return this.words.say(say('sections.export.currencyOf', { field: label }));
      return field.kind === 'weight'
        ? this.words.say(say('sections.export.kilograms', { field: label }))
        : label;
    });
    return `${cells.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',')}\n`;
  }

  private async write(file: string, text: string): Promise<void> {
    // The mark at the beginning lets spreadsheets read accents.
    await pipeline([`\uFEFF${text}`], createWriteStream(file));
  }

  private async send(
    section: Section,
    reply: FastifyReply,
    fill: (file: string) => Promise<void>,
  ): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'portico-export-'));
    const file = join(folder, 'export.csv');
    const remove = () => rm(folder, { recursive: true, force: true });
    try {
      await fill(file);
      const { size } = await stat(file);
      const stream = createReadStream(file);
      stream.once('close', () => void remove());
      await reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-length', size)
        .header('content-disposition', `attachment; filename="${section.key}.csv"`)
        .send(stream);
    } catch (error) {
      await remove();
      throw error;
    }
  }
}

const copy = (client: pg.PoolClient, sql: string, file: string): Promise<void> =>
  pipeline(
    client.query(copyTo(`copy (${sql}) to stdout with (format csv)`)),
    createWriteStream(file, { flags: 'a' }),
  );
