import { Controller, Get, Param, Post } from '@nestjs/common';
import { Visitor } from '../access/access.decorators.js';
import type { Page } from '../platform/pages/page.js';
import { NotificationStops } from './notification.stops.js';
import { stoppedPage, stopPage, unknownStopPage } from './notifications.view.js';

/** The link by which somebody stops these mails. Only its form does: programs that look at links first stop nothing. */
@Controller('notifications/:token')
@Visitor()
export class NotificationStopsController {
  constructor(private readonly stops: NotificationStops) {}

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
