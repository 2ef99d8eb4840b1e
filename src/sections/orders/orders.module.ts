import { Module, type OnModuleInit } from '@nestjs/common';
import { MenuEntries } from '../../platform/pages/menu.js';
import { DocumentSectionModule } from '../documents/documents.module.js';
import { FlagsController } from './flags.controller.js';
import { FlagQueries } from './flags.queries.js';
import { Flags } from './flags.service.js';
import { FLAGS } from './flags.view.js';
import { OrderFilesController } from './order-files.controller.js';

/** What orders have beyond other sections: files, and the table of their flags. */
@Module({
  imports: [DocumentSectionModule],
  controllers: [FlagsController, OrderFilesController],
  providers: [FlagQueries, Flags],
  exports: [Flags],
})
export class OrderSectionModule implements OnModuleInit {
  constructor(private readonly menu: MenuEntries) {}

  onModuleInit(): void {
    this.menu.add({
      room: 'admin',
      group: 'administrator',
      underKey: 'platform.menu.tables',
      key: 'flags',
      labelKey: 'orders.flags.title',
      href: FLAGS,
      icon: 'flag',
      order: 910,
      visible: (viewer) => viewer.can('settings.write') && viewer.can('orders'),
    });
  }
}
