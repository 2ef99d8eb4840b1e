import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { PortalFacts } from '../access/facts.js';
import type { Viewer } from '../access/viewer.js';
import { AccessLog } from '../audit/access-log.service.js';
import { say } from '../platform/errors.js';
import { Redirect } from '../platform/pages/page.js';
import { Cursors } from '../platform/lists/cursors.js';
import { hiddenInList, nothingHidden } from '../sections/engine/hidden-fields.js';
import { ListQueries } from '../sections/engine/list.queries.js';
import { readListRequest } from '../sections/engine/list.request.js';
import type { Section } from '../sections/engine/section.js';
import { CsvWriter, type Reader } from './csv.writer.js';
import { Exports } from './exports.service.js';

/** As many rows as are written while somebody waits. */
export const AT_ONCE = 10_000;

/** A list as a download: at once when it is short, prepared in the background when it is long. */
@Injectable()
export class ListDownloads {
  constructor(
    private readonly lists: ListQueries,
    private readonly cursors: Cursors,
    private readonly writer: CsvWriter,
    private readonly exports: Exports,
    private readonly log: AccessLog,
  ) {}

  async answer(
    section: Section,
    query: Readonly<Record<string, unknown>>,
    viewer: Viewer,
    reply: FastifyReply,
  ): Promise<void> {
    const reader: Reader =
      viewer.kind === 'staff' ? 'staff' : { facts: viewer.portal as PortalFacts, scope: viewer.scope };
    const request = readListRequest(
      section,
      query,
      this.cursors,
      reader === 'staff' ? nothingHidden : hiddenInList(reader.facts, reader.scope, query),
    );
    const rows =
      reader === 'staff'
        ? await this.lists.countForStaff(section, request)
        : await this.lists.countForPortal(section, request, reader.scope, reader.facts);
    if (rows > AT_ONCE) {
      await this.exports.ask(viewer, section, query, rows);
      const room = reader === 'staff' ? 'admin' : 'portal';
      return void reply.send(new Redirect(`/${room}/exports`, say('exports.asked')));
    }
    await this.note(section, query, viewer, rows);
    const folder = await mkdtemp(join(tmpdir(), 'portico-export-'));
    const remove = () => rm(folder, { recursive: true, force: true });
    try {
      const file = join(folder, 'export.csv');
      await this.writer.write(section, request, reader, file);
      const { size } = await stat(file);
      const stream = createReadStream(file);
      stream.once('close', () => void remove());
      void reply.headers(csvHeaders(`${section.key}.csv`, size)).send(stream);
    } catch (error) {
      await remove();
      throw error;
    }
  }

  /** Written before the download begins. */
  private async note(
    section: Section,
    query: Readonly<Record<string, unknown>>,
    viewer: Viewer,
    rows: number,
  ): Promise<void> {
    await this.log.handOut(
      viewer,
      {
        action: 'list.downloaded',
        subject: { kind: section.key },
        after: { section: section.key, query, rows },
      },
      { kind: 'download', section: section.key },
    );
  }
}

export const csvHeaders = (name: string, bytes: number): Record<string, string | number> => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-length': bytes,
  'content-disposition': `attachment; filename="${name}"`,
});
