import { Module, type OnModuleInit } from '@nestjs/common';
import { MenuEntries } from '../platform/pages/menu.js';
import { ReportingModule } from '../reporting/reporting.module.js';
import { SectionsModule } from '../sections/sections.module.js';
import { ReportLetters } from './report-letters.js';
import { SCHEDULES } from './schedule.form.view.js';
import { ScheduleRecipients } from './schedule.recipients.js';
import { ScheduleRuns } from './schedule.runs.js';
import { ScheduledReportComposer } from './scheduled-report.composer.js';
import { SchedulesController } from './schedules.controller.js';
import { SchedulesJobs } from './schedules.jobs.js';
import { ScheduleQueries } from './schedules.queries.js';
import { Schedules } from './schedules.service.js';
import { StopsController } from './stops.controller.js';
import { ScheduleStops } from './stops.service.js';

/** Reports by email, again and again. */
@Module({
  imports: [ReportingModule, SectionsModule],
  controllers: [SchedulesController, StopsController],
  providers: [
    ReportLetters,
    ScheduleQueries,
    ScheduleRecipients,
    ScheduleRuns,
    ScheduleStops,
    ScheduledReportComposer,
    Schedules,
    SchedulesJobs,
  ],
})
export class SchedulesModule implements OnModuleInit {
  constructor(private readonly menu: MenuEntries) {}

  onModuleInit(): void {
    this.menu.add({
      room: 'admin',
      group: 'administrator',
      key: 'schedules',
      labelKey: 'schedules.title',
      href: SCHEDULES,
      icon: 'calendar',
      order: 45,
      visible: (viewer) => viewer.can('access.write') && viewer.can('reporting'),
    });
  }
}
