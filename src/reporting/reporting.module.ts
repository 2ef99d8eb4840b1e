import { Module, type OnModuleInit } from '@nestjs/common';
import { MenuEntries } from '../platform/pages/menu.js';
import { SectionsModule } from '../sections/sections.module.js';
import { reportController, ReportingController } from './report.controllers.js';
import { ReportFigures } from './report.figures.js';
import { ReportPages } from './report.pages.js';
import { ReportQueries } from './report.queries.js';
import { permissionOf } from './reporting.permissions.js';
import { REPORTS } from './reports.js';
import { SumsFolder } from './sums.folder.js';
import { SumsJobs } from './sums.jobs.js';

/** Figures over completed jobs, and the sums that they are read from. */
@Module({
  imports: [SectionsModule],
  controllers: [ReportingController, ...REPORTS.map(reportController)],
  providers: [ReportFigures, ReportPages, ReportQueries, SumsFolder, SumsJobs],
  exports: [ReportFigures, ReportQueries],
})
export class ReportingModule implements OnModuleInit {
  constructor(private readonly menu: MenuEntries) {}

  onModuleInit(): void {
    REPORTS.forEach((report, index) => {
      const { key, icon } = report;
      const entry = { key: permissionOf(report), labelKey: `reporting.${key}.title`, icon } as const;
      const place = { group: 'reporting', order: 10 + index } as const;
      this.menu.add(
        {
          ...entry,
          ...place,
          room: 'portal',
          href: `/portal/reporting/${key}`,
          visible: (viewer) => viewer.can(permissionOf(report)),
        },
        {
          ...entry,
          ...place,
          room: 'admin',
          href: `/admin/reporting/${key}`,
          // Where the organisation makes use of reporting, as lists of records stand in the menu.
          visible: (viewer) => viewer.can('reports.read') && viewer.can('reporting'),
        },
      );
    });
  }
}
