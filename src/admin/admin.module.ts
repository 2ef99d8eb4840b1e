import { Module, type OnModuleInit } from '@nestjs/common';
import { OperationKinds } from '../operations/operation.kinds.js';
import { CHANGES_FOR_MANY } from '../operations/operations.service.js';
import { MenuEntries } from '../platform/pages/menu.js';
import { SectionsModule } from '../sections/sections.module.js';
import { DemoModule } from './demo/demo.module.js';
import { AdminHomeController } from './home.controller.js';
import { HomeQueries } from './home.queries.js';
import { QueuesController } from './queues/queues.controller.js';
import { Queues } from './queues/queues.service.js';
import { QUEUES_PAGE } from './queues/queues.view.js';

/** What is of no other folder: the office's first page, and the work in the background. */
@Module({
  imports: [DemoModule, SectionsModule],
  controllers: [AdminHomeController, QueuesController],
  providers: [HomeQueries, Queues],
})
export class AdminModule implements OnModuleInit {
  constructor(
    private readonly menu: MenuEntries,
    private readonly kinds: OperationKinds,
  ) {}

  onModuleInit(): void {
    this.menu.add(
      {
        room: 'admin',
        group: 'administrator',
        key: 'changes-for-many',
        labelKey: 'operations.many.title',
        href: CHANGES_FOR_MANY,
        icon: 'undo',
        order: 46,
        visible: (viewer) => this.kinds.steerable((permission) => viewer.can(permission)).length > 0,
      },
      {
        room: 'admin',
        group: 'administrator',
        key: 'queues',
        labelKey: 'admin.queues.title',
        href: QUEUES_PAGE,
        icon: 'queue',
        order: 90,
        visible: (viewer) => viewer.can('settings.write'),
      },
    );
  }
}
