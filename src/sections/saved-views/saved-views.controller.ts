import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Portal, Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import type { Page, Redirect } from '../../platform/pages/page.js';
import { SavedViewPages } from './saved-views.pages.js';

type Sent = Readonly<Record<string, unknown>>;

/** What a person keeps of the lists of the portal. */
@Controller('portal')
export class PortalSavedViewsController {
  constructor(private readonly pages: SavedViewPages) {}

  @Post('list-columns')
  @Portal()
  columns(@Viewer() viewer: ViewerFacts, @Body() sent: Sent): Promise<Redirect> {
    return this.pages.columns(viewer, sent ?? {});
  }

  @Post('saved-views')
  @Portal()
  save(@Viewer() viewer: ViewerFacts, @Body() sent: Sent): Promise<Page | Redirect> {
    return this.pages.save(viewer, sent ?? {});
  }

  @Get('saved-views/:id')
  @Portal()
  form(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    return this.pages.form(viewer, id);
  }

  @Post('saved-views/:id')
  @Portal()
  change(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent,
  ): Promise<Page | Redirect> {
    return this.pages.change(viewer, id, sent ?? {});
  }

  @Post('saved-views/:id/removal')
  @Portal()
  remove(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    return this.pages.remove(viewer, id);
  }
}

/** The same for staff. */
@Controller('admin')
export class StaffSavedViewsController {
  constructor(private readonly pages: SavedViewPages) {}

  @Post('list-columns')
  @Staff()
  columns(@Viewer() viewer: ViewerFacts, @Body() sent: Sent): Promise<Redirect> {
    return this.pages.columns(viewer, sent ?? {});
  }

  @Post('saved-views')
  @Staff()
  save(@Viewer() viewer: ViewerFacts, @Body() sent: Sent): Promise<Page | Redirect> {
    return this.pages.save(viewer, sent ?? {});
  }

  @Get('saved-views/:id')
  @Staff()
  form(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    return this.pages.form(viewer, id);
  }

  @Post('saved-views/:id')
  @Staff()
  change(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent,
  ): Promise<Page | Redirect> {
    return this.pages.change(viewer, id, sent ?? {});
  }

  @Post('saved-views/:id/removal')
  @Staff()
  remove(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    return this.pages.remove(viewer, id);
  }
}
