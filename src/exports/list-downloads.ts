import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Viewer } from '../access/viewer.js';
import { say } from '../platform/errors.js';
import { Redirect } from '../platform/pages/page.js';
import { listHref } from '../sections/engine/list.href.js';
import type { Section } from '../sections/engine/section.js';
import { AskedLists } from './asked.lists.js';
import { ExportFiles } from './export.files.js';
import type { ExportFormat } from './export.formats.js';
import { Exports } from './exports.service.js';
import { handOver } from './handing-over.js';

/** A list as a download: at once when it is short, prepared in the background when it is long. */
@Injectable()
export class ListDownloads {
  constructor(
    private readonly asked: AskedLists,
    private readonly files: ExportFiles,
    private readonly exports: Exports,
  ) {}

  async answer(
    format: ExportFormat,
    section: Section,
    list: Readonly<Record<string, unknown>>,
    viewer: Viewer,
    reply: FastifyReply,
  ): Promise<void> {
    const asked = await this.asked.read(section, list, viewer);
    const { reader, request, rows, query } = asked;
    const room = reader === 'staff' ? 'admin' : 'portal';
    // Files are what somebody wants; an index of nothing is no answer.
    if (format === 'zip' && rows === 0)
      return void reply.send(
        new Redirect(
          listHref(`/${room}/${section.key}`, section, request, { without: 'only' }),
          say('exports.nothingThere'),
          'attention',
        ),
      );
    if (await this.files.isLong(format, asked)) {
      await this.exports.ask(viewer, section, format, query, rows);
      return void reply.send(
        new Redirect(`/${room}/exports`, say(format === 'zip' ? 'exports.zipAsked' : 'exports.asked')),
      );
    }
    await this.asked.note(format, section, query, viewer, rows);
    await handOver(reply, section.key, format, (file) =>
      this.files.write(format, section, request, reader, file),
    );
  }
}
