import { Controller, Get } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { StaffPermission } from '../access/staff-permissions.js';
import { may, type Viewer as ViewerFacts } from '../access/viewer.js';
import { today } from '../platform/calendar.js';
import { Page } from '../platform/pages/page.js';
import { HomeQueries } from './home.queries.js';
import { homeView } from './home.view.js';

/** What staff see first. */
@Controller('admin')
export class AdminHomeController {
  constructor(private readonly queries: HomeQueries) {}

  @Get()
  @Staff()
  async home(@Viewer() viewer: ViewerFacts): Promise<Page> {
    const facts = await this.queries.facts(today(viewer.organisation?.timeZone ?? 'UTC'));
    const allowed = (permission: string, section?: string) =>
      may(viewer, permission as StaffPermission) && (!section || viewer.available.has(section));
    return new Page('admin/home', homeView(facts, viewer.name, allowed));
  }
}
