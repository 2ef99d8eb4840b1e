import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Portal, Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import type { Page, Redirect } from '../platform/pages/page.js';
import { DUTY_OF_CARE } from '../sections/documents/notes.js';
import { DutyOfCarePages } from './duty-of-care.pages.js';
import { PackRequests } from './pack.requests.js';

type Sent = Readonly<Record<string, unknown>>;

/** What duty of care asks for: what is missing, and one file with what is there. */
@Controller()
export class DutyOfCareController {
  constructor(
    private readonly pages: DutyOfCarePages,
    private readonly packs: PackRequests,
  ) {}

  @Get('portal/duty-of-care')
  @Portal(DUTY_OF_CARE)
  portal(@Viewer() viewer: ViewerFacts, @Query() query: Sent): Promise<Page | Redirect> {
    return this.pages.page(query, viewer);
  }

  @Post('portal/duty-of-care/packs')
  @Portal(DUTY_OF_CARE, 'exports')
  portalPack(@Viewer() viewer: ViewerFacts, @Body() sent: Sent | undefined): Promise<Redirect> {
    return this.packs.ask(sent ?? {}, viewer);
  }

  @Get('admin/duty-of-care')
  @Staff('records.read')
  staff(@Viewer() viewer: ViewerFacts, @Query() query: Sent): Promise<Page | Redirect> {
    return this.pages.page(query, viewer);
  }

  @Post('admin/duty-of-care/packs')
  @Staff('records.read')
  staffPack(@Viewer() viewer: ViewerFacts, @Body() sent: Sent | undefined): Promise<Redirect> {
    return this.packs.ask(sent ?? {}, viewer);
  }
}
