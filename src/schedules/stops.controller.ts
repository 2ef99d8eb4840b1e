import { Controller } from '@nestjs/common';
import { StopController } from '../mail/stop.controller.js';
import { ScheduleStops, type Stoppable } from './stops.service.js';
import { SCHEDULE_STOPS } from './stops.words.js';

/** The link that stops a scheduled report for one address. */
@Controller('scheduled-mails/:token')
export class StopsController extends StopController<Stoppable> {
  constructor(stops: ScheduleStops) {
    super(stops, SCHEDULE_STOPS);
  }
}
