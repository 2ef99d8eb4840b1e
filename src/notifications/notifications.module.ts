import { Module, type OnModuleInit } from '@nestjs/common';
import { ProfileLinks } from '../identity/profile.links.js';
import { say } from '../platform/errors.js';
import { SectionsModule } from '../sections/sections.module.js';
import { NotificationChoices } from './notification.choices.js';
import { NotificationComposer } from './notification.composer.js';
import { NotificationLetters } from './notification.letters.js';
import { NotificationStops } from './notification.stops.js';
import { NotificationStopsController } from './notification-stops.controller.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsJobs } from './notifications.jobs.js';
import { NOTIFICATIONS } from './notifications.view.js';

/** A mail when something new arrives, to whoever wants one. */
@Module({
  imports: [SectionsModule],
  controllers: [NotificationStopsController, NotificationsController],
  providers: [
    NotificationChoices,
    NotificationComposer,
    NotificationLetters,
    NotificationStops,
    NotificationsJobs,
  ],
})
export class NotificationsModule implements OnModuleInit {
  constructor(private readonly profile: ProfileLinks) {}

  onModuleInit(): void {
    this.profile.add({
      room: 'portal',
      title: say('notifications.title'),
      text: say('notifications.purpose'),
      label: say('notifications.open'),
      href: NOTIFICATIONS,
    });
  }
}
