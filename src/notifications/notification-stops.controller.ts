import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Anyone, Visitor } from '../access/access.decorators.js';
import { NotFound } from '../platform/errors.js';
import type { Page } from '../platform/pages/page.js';
import { NotificationStops } from './notification.stops.js';
import { stoppedPage, stopPage, unknownStopPage } from './notifications.view.js';

/** The link by which somebody stops these mails. Only its form does: programs that look at links first stop nothing. */
@Controller('notifications/:token')
export class NotificationStopsController {
  constructor(private readonly stops: NotificationStops) {}

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
