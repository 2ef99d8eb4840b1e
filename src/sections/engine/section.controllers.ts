import { Controller, Get, Headers, Param, Query, type Type } from '@nestjs/common';
import { PortalRecords, Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { Page, Redirect } from '../../platform/pages/page.js';
import { ListPages } from './list.pages.js';
import { RecordPages } from './record.pages.js';
import { permissionOf, type Section } from './section.js';

type ListQuery = Readonly<Record<string, unknown>>;

/** The pages of a section as its customers see them. */
export function portalSectionController(section: Section): Type {
  @Controller('portal')
  class PortalSectionController {
    constructor(
      private readonly lists: ListPages,
      private readonly records: RecordPages,
    ) {}

    @Get(section.key)
    @PortalRecords(permissionOf(section))
    list(@Viewer() viewer: ViewerFacts, @Query() query: ListQuery): Promise<Page | Redirect> {
      return this.lists.forPortal(section, query, viewer);
    }

    @Get(`${section.key}/:id`)
    @PortalRecords(permissionOf(section))
    record(
      @Viewer() viewer: ViewerFacts,
      @Param('id') id: string,
      @Headers('referer') from: string | undefined,
    ): Promise<Page> {
      return this.records.forPortal(section, id, viewer, from);
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
    ) {}

    @Get(section.key)
    @Staff('records.read')
    list(@Viewer() viewer: ViewerFacts, @Query() query: ListQuery): Promise<Page | Redirect> {
      return this.lists.forStaff(section, query, viewer);
    }

    @Get(`${section.key}/:id`)
    @Staff('records.read')
    record(
      @Viewer() viewer: ViewerFacts,
      @Param('id') id: string,
      @Headers('referer') from: string | undefined,
    ): Promise<Page | Redirect> {
      return this.records.forStaff(section, id, viewer, from);
    }
  }
  return named(StaffSectionController, `Staff ${section.key}`);
}

/** Nest tells controllers apart by their names. */
export function named(controller: Type, name: string): Type {
  Object.defineProperty(controller, 'name', { value: name });
  return controller;
}
