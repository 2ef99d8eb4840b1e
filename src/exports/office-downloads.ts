import { Controller, Get, Query, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { say } from '../platform/errors.js';
import { Words } from '../platform/pages/words.js';
import { named } from '../sections/engine/section.controllers.js';
import { AskedLists } from './asked.lists.js';
import type { ListFormat } from './export.formats.js';
import { handOver } from './handing-over.js';
import { OfficeLists, type OfficeList } from './office.lists.js';
import { writeTable } from './table.file.js';

/** A list of the office as a file, with the query of the list. */
export function officeDownloadController(list: OfficeList, format: ListFormat): Type {
  @Controller('admin')
  class OfficeDownloadController {
    constructor(
      private readonly lists: OfficeLists,
      private readonly asked: AskedLists,
      private readonly words: Words,
    ) {}

    @Get(`${list}.${format}`)
    @Staff('customers.read')
    async file(
      @Viewer() viewer: ViewerFacts,
      @Query() query: Readonly<Record<string, unknown>>,
      @Res() reply: FastifyReply,
    ): Promise<void> {
      const { rows, tables } = await this.lists.read(list, query);
      await this.asked.note(format, { key: list }, query, viewer, rows);
      const title = this.words.say(say(`${list}.list.title`));
      const reader = {
        say: (text: Parameters<Words['say']>[0]) => this.words.say(text),
        timeZone: viewer.organisation?.timeZone ?? 'UTC',
      };
      await handOver(reply, list, format, (file) => writeTable(format, title, tables, reader, file));
    }
  }
  return named(OfficeDownloadController, `Download ${list} ${format}`);
}
