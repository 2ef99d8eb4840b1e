import { Body, Controller, Get, Post } from '@nestjs/common';
import { Portal, Viewer } from '../access/access.decorators.js';
import { decidePortalAccess } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { Outbox } from '../mail/outbox.service.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { permissionOf } from '../sections/engine/section.js';
import { NotificationChoices } from './notification.choices.js';
import { HOW, NEWS, type How } from './news.js';
import { NOTIFICATIONS, notificationsPage } from './notifications.view.js';

/** Somebody's own choice: of what they hear by mail, and how soon. */
@Controller('portal/notifications')
@Portal()
export class NotificationsController {
  constructor(
    private readonly choices: NotificationChoices,
    private readonly outbox: Outbox,
  ) {}

  @Get()
  async show(@Viewer() viewer: ViewerFacts): Promise<Page> {
    const { id } = accessOf(viewer);
    return notificationsPage(viewer.email ?? '', openTo(viewer), await this.choices.of(id));
  }

  @Post()
  async keep(
    @Viewer() viewer: ViewerFacts,
    @Body() sent: Readonly<Record<string, unknown>> = {},
  ): Promise<Redirect> {
    const chosen = openTo(viewer).flatMap((key): [string, How][] => {
      const how = HOW.find((one) => one === sent[key]);
      return how ? [[key, how]] : [];
    });
    await this.choices.keep(viewer, accessOf(viewer).id, Object.fromEntries(chosen));
    const some = chosen.some(([, how]) => how !== 'off');
    return this.outbox.leadOn(NOTIFICATIONS, some ? 'notifications.saved' : 'notifications.savedOff', {
      email: viewer.email ?? '',
    });
  }
}

const accessOf = ({ portal }: ViewerFacts): { readonly id: string } =>
  (portal as PortalFacts).access as { readonly id: string };

const openTo = ({ portal }: ViewerFacts): string[] =>
  NEWS.filter(({ section }) => decidePortalAccess(permissionOf(section), portal as PortalFacts).allowed).map(
    ({ section }) => section.key,
  );
