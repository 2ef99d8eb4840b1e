import { Controller, Get, Param, Query, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Portal, Staff, Viewer } from '../../access/access.decorators.js';
import type { PortalFacts } from '../../access/facts.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { Page } from '../../platform/pages/page.js';
import { CsvExport } from './csv.export.js';
import { ListPages } from './list.pages.js';
import { RecordPages } from './record.pages.js';
import type { Section } from './section.js';

type ListQuery = Readonly<Record<string, unknown>>;

/** The pages of a section as its customers see them. */
export function portalSectionController(section: Section): Type {
  @Controller('portal')
  class PortalSectionController {
    constructor(
      private readonly lists: ListPages,
      private readonly records: RecordPages,
      private readonly csv: CsvExport,
    ) {}

    @Get(section.key)
    @Portal(section.key)
    list(@Viewer() viewer: ViewerFacts, @Query() query: ListQuery): Promise<Page> {
      return this.lists.forPortal(section, query, viewer);
    }

    @Get(`${section.key}.csv`)
    @Portal(section.key, 'exports')
    export(
      @Viewer() viewer: ViewerFacts,
      @Query() query: ListQuery,
      @Res() reply: FastifyReply,
    ): Promise<void> {
      return this.csv.forPortal(section, query, viewer.scope, viewer.portal as PortalFacts, reply);
    }

    @Get(`${section.key}/:id`)
    @Portal(section.key)
    record(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
      return this.records.forPortal(section, id, viewer);
    }
  }
  return named(PortalSectionController, `Portal ${section.key}`);
}

/** The same pages for staff, over all customers. */
export function staffSectionController(section: Section): Type {
  @Controller('admin')
  class StaffSectionController {
    constructor(
      private readonly lists: ListPages,
      private readonly records: RecordPages,
      private readonly csv: CsvExport,
    ) {}

    @Get(section.key)
    @Staff('records.read')
    list(@Query() query: ListQuery): Promise<Page> {
      return this.lists.forStaff(section, query);
    }

    @Get(`${section.key}.csv`)
    @Staff('records.read')
    export(@Query() query: ListQuery, @Res() reply: FastifyReply): Promise<void> {
      return this.csv.forStaff(section, query, reply);
    }

    @Get(`${section.key}/:id`)
    @Staff('records.read')
    record(@Param('id') id: string): Promise<Page> {
      return this.records.forStaff(section, id);
    }
  }
  return named(StaffSectionController, `Staff ${section.key}`);
}

/** Nest tells controllers apart by their names. */
function named(controller: Type, name: string): Type {
  Object.defineProperty(controller, 'name', { value: name });
  return controller;
}
