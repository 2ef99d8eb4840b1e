import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Anyone, Visitor } from '../access/access.decorators.js';
import { NotFound } from '../platform/errors.js';
import type { Page } from '../platform/pages/page.js';
import { stoppedPage, stopPage, unknownStopPage } from './stops.view.js';
import { ScheduleStops } from './stops.service.js';

/** The link by which somebody stops a mail. Only its form does: programs that look at links before people do stop nothing. */
@Controller('scheduled-mails/:token')
export class StopsController {
  constructor(private readonly stops: ScheduleStops) {}

  /** Also where a mail program that knows no one-click leads people. */
  @Get(['', 'one-click'])
  @Visitor()
  async form(@Param('token') token: string): Promise<Page> {
    const found = await this.stops.find(token);
    if (!found) return unknownStopPage();
    return found.stopped ? stoppedPage(found) : stopPage(token, found);
  }

  @Post()
  @Visitor()
  async stop(@Param('token') token: string): Promise<Page> {
    const found = await this.stops.stop(token);
    return found ? stoppedPage(found) : unknownStopPage();
  }

  /** What mail programs send when somebody presses their *Unsubscribe* (RFC 8058): the link alone says who it is. */
  @Post('one-click')
  @Anyone()
  @HttpCode(204)
  async oneClick(@Param('token') token: string): Promise<void> {
    if (!(await this.stops.stop(token))) throw new NotFound();
  }
}
