import { Body, Controller, Get, Post, Query, type Type } from '@nestjs/common';
import { Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import type { Page, Redirect } from '../../platform/pages/page.js';
import { named } from '../engine/section.controllers.js';
import type { Section } from '../engine/section.js';
import { SelectionPages } from './selections.pages.js';

type Sent = Readonly<Record<string, unknown>>;

/** Many records of a section at once. */
export function selectionsController(section: Section): Type {
  @Controller(`admin/${section.key}/selection`)
  @Staff('records.write')
  class SelectionsController {
    constructor(private readonly pages: SelectionPages) {}

    @Get()
    ask(@Viewer() viewer: ViewerFacts, @Query() sent: Sent): Promise<Page | Redirect> {
      return this.pages.ask(section, sent, viewer);
    }

    @Post()
    change(@Viewer() viewer: ViewerFacts, @Body() sent: Sent): Promise<Page | Redirect> {
      return this.pages.change(section, sent ?? {}, viewer);
    }
  }
  return named(SelectionsController, `Selections of ${section.key}`);
}
