import { Module, type OnModuleInit } from '@nestjs/common';
import { MenuEntries } from '../platform/pages/menu.js';
import { SectionsModule } from '../sections/sections.module.js';
import { ReportingModule } from '../reporting/reporting.module.js';
import { PortalHomeController } from './home.controller.js';
import { HomeFiguresQueries } from './home.figures.js';

/** The portal's own pages, beside those of the sections. */
@Module({
  imports: [ReportingModule, SectionsModule],
  controllers: [PortalHomeController],
  providers: [HomeFiguresQueries],
})
export class PortalModule implements OnModuleInit {
  constructor(private readonly menu: MenuEntries) {}

  onModuleInit(): void {
    this.menu.add({
      room: 'portal',
      group: 'company',
      key: 'summary',
      labelKey: 'portal.home.menu',
      href: '/portal',
      icon: 'home',
      order: 1,
      visible: (viewer) => viewer.can('portal'),
    });
  }
}
