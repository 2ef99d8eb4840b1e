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
import { fileHeaders, type ExportFormat } from './export.formats.js';
import { Exports } from './exports.service.js';
import type { Reader } from './list.copies.js';
import { ListFiles } from './list.files.js';

/** As many rows as are written while somebody waits. */
export const AT_ONCE = 10_000;

/** A list as a download: at once when it is short, prepared in the background when it is long. */
@Injectable()
export class ListDownloads {
  constructor(
    private readonly lists: ListQueries,
    private readonly cursors: Cursors,
    private readonly files: ListFiles,
    private readonly exports: Exports,
    private readonly log: AccessLog,
  ) {}

  async answer(
    format: ExportFormat,
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
      await this.exports.ask(viewer, section, format, query, rows);
      const room = reader === 'staff' ? 'admin' : 'portal';
      return void reply.send(new Redirect(`/${room}/exports`, say('exports.asked')));
    }
    await this.note(format, section, query, viewer, rows);
    const folder = await mkdtemp(join(tmpdir(), 'portico-export-'));
    const remove = () => rm(folder, { recursive: true, force: true });
    try {
      const file = join(folder, 'export');
      await this.files.write(format, section, request, reader, file);
      const { size } = await stat(file);
      const stream = createReadStream(file);
      stream.once('close', () => void remove());
      void reply.headers(fileHeaders(section.key, format, size)).send(stream);
    } catch (error) {
      await remove();
      throw error;
    }
  }

  /** Written before the download begins. */
  private async note(
    format: ExportFormat,
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
        after: { section: section.key, format, query, rows },
      },
      { kind: 'download', section: section.key },
    );
  }
}
