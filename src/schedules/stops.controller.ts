import { Controller, Get, Param, Post } from '@nestjs/common';
import { Visitor } from '../access/access.decorators.js';
import { Page } from '../platform/pages/page.js';
import { stoppedPage, stopPage, unknownStopPage } from './stops.view.js';
import { ScheduleStops } from './stops.service.js';

/** The link by which somebody stops a mail. Only its form does: programs that look at links before people do stop nothing. */
@Controller('scheduled-mails/:token')
@Visitor()
export class StopsController {
  constructor(private readonly stops: ScheduleStops) {}

  @Get()
  async form(@Param('token') token: string): Promise<Page> {
    const found = await this.stops.find(token);
    if (!found) return unknownStopPage();
    return found.stopped ? stoppedPage(found) : stopPage(token, found);
  }

  @Post()
  async stop(@Param('token') token: string): Promise<Page> {
    const found = await this.stops.stop(token);
    return found ? stoppedPage(found) : unknownStopPage();
  }
}
