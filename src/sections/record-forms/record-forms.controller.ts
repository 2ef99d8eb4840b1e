import { Body, Controller, Get, Param, Post, Query, type Type } from '@nestjs/common';
import { Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import type { Page, Redirect } from '../../platform/pages/page.js';
import { named } from '../engine/section.controllers.js';
import type { Section } from '../engine/section.js';
import { DeletedRecordPages } from './deleted-records.pages.js';
import { RecordFormPages } from './record-forms.pages.js';
import { RecordRemovalPages } from './record-removals.pages.js';

type Sent = Readonly<Record<string, unknown>>;

/** New records of a section, as staff add them by hand. */
export function recordAdditionsController(section: Section): Type {
  @Controller(`admin/${section.key}`)
  @Staff('records.write')
  class RecordAdditionsController {
    constructor(private readonly forms: RecordFormPages) {}

    @Get('new')
    blank(@Viewer() viewer: ViewerFacts, @Query() query: Sent): Promise<Page> {
      return this.forms.blank(section, query, viewer);
    }

    @Post()
    add(@Viewer() viewer: ViewerFacts, @Body() sent: Sent): Promise<Page | Redirect> {
      return this.forms.add(section, sent ?? {}, viewer);
    }
  }
  return named(RecordAdditionsController, `Additions to ${section.key}`);
}

/** What staff do to records that are there: change, delete, bring back. */
export function recordFormsController(section: Section): Type {
  @Controller(`admin/${section.key}`)
  @Staff('records.write')
  class RecordFormsController {
    constructor(
      private readonly forms: RecordFormPages,
      private readonly removals: RecordRemovalPages,
      private readonly deletions: DeletedRecordPages,
    ) {}

    @Get('deleted')
    deleted(): Promise<Page> {
      return this.deletions.show(section);
    }

    @Get(':id/edit')
    edit(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page | Redirect> {
      return this.forms.edit(section, id, viewer);
    }

    @Post(':id')
    change(
      @Viewer() viewer: ViewerFacts,
      @Param('id') id: string,
      @Body() sent: Sent,
    ): Promise<Page | Redirect> {
      return this.forms.change(section, id, sent ?? {}, viewer);
    }

    @Get(':id/deletion')
    askDeletion(@Param('id') id: string): Promise<Page> {
      return this.removals.ask(section, id);
    }

    @Post(':id/deletion')
    remove(
      @Viewer() viewer: ViewerFacts,
      @Param('id') id: string,
      @Body() sent: Sent,
    ): Promise<Page | Redirect> {
      return this.removals.remove(section, id, sent?.['version'], viewer);
    }

    @Get(':id/restoration')
    askBack(@Param('id') id: string): Promise<Page | Redirect> {
      return this.removals.askBack(section, id);
    }

    @Post(':id/restoration')
    restore(
      @Viewer() viewer: ViewerFacts,
      @Param('id') id: string,
      @Body() sent: Sent,
    ): Promise<Page | Redirect> {
      return this.removals.restore(section, id, sent, viewer);
    }
  }
  return named(RecordFormsController, `Forms of ${section.key}`);
}
