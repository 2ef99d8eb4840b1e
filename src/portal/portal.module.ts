import { Module, type OnModuleInit } from '@nestjs/common';
import { MenuEntries } from '../platform/pages/menu.js';
import { SectionsModule } from '../sections/sections.module.js';
import { PortalHomeController } from './home.controller.js';

/** The portal's own pages, beside those of the sections. */
@Module({ imports: [SectionsModule], controllers: [PortalHomeController] })
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
