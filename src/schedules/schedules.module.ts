import { Module, type OnModuleInit } from '@nestjs/common';
import { may } from '../access/viewer.js';
import { customerHref, CustomerPages } from '../customers/customer-pages.js';
import { CustomersModule } from '../customers/customers.module.js';
import { say } from '../platform/errors.js';
import { MenuEntries } from '../platform/pages/menu.js';
import { ReportingModule } from '../reporting/reporting.module.js';
import { SectionsModule } from '../sections/sections.module.js';
import { CustomerSchedulesController } from './customer-schedules.controller.js';
import { ReportLetters } from './report-letters.js';
import { ScheduleOffers } from './schedule.offers.js';
import { SCHEDULES } from './schedule.form.view.js';
import { ScheduleDecisions } from './schedule.decisions.js';
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
  imports: [CustomersModule, ReportingModule, SectionsModule],
  controllers: [CustomerSchedulesController, SchedulesController, StopsController],
  providers: [
    ReportLetters,
    ScheduleDecisions,
    ScheduleOffers,
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
  constructor(
    private readonly menu: MenuEntries,
    private readonly customerPages: CustomerPages,
  ) {}

  onModuleInit(): void {
    this.customerPages.addTab({
      key: 'schedules',
      label: say('schedules.title'),
      order: 35,
      href: (customer) => `${customerHref(customer)}/schedules`,
      visible: (viewer) => may(viewer, 'access.write') && viewer.available.has('reporting'),
    });
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
