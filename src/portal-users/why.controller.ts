import { Controller, Get, Param } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import type { Page } from '../platform/pages/page.js';
import { WhyPages } from './why.pages.js';

/** *Why?*: what a person sees, and what decided it. The API answers the same at `/api/v1/portal-users/:id/access`. */
@Controller('admin/portal-users/:id/access')
export class WhyController {
  constructor(private readonly pages: WhyPages) {}

  @Get()
  @Staff('customers.read')
  show(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    return this.pages.page(id, viewer);
  }
}
