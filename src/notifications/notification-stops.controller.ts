import { Controller } from '@nestjs/common';
import { StopController } from '../mail/stop.controller.js';
import { NotificationStops, type Stoppable } from './notification.stops.js';
import { NOTIFICATION_STOPS } from './stop.words.js';

/** The link that stops mails about what is new for one access. */
@Controller('notifications/:token')
export class NotificationStopsController extends StopController<Stoppable> {
  constructor(stops: NotificationStops) {
    super(stops, NOTIFICATION_STOPS);
  }
}
