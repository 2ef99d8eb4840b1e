import { Module, type OnModuleInit } from '@nestjs/common';
import { may } from '../access/viewer.js';
import { CustomerPages, customerHref } from '../customers/customer-pages.js';
import { say } from '../platform/errors.js';
import { Cursors } from '../platform/lists/cursors.js';
import { MenuEntries } from '../platform/pages/menu.js';
import { AccessController } from './access.controller.js';
import { AccessCsv } from './access.csv.js';
import { AccessPresenter } from './access.presenter.js';
import { AccessQueries } from './access.queries.js';
import { ACCESS_LOG } from './access.view.js';
import { ActivityController } from './activity.controller.js';
import { ActivityQueries } from './activity.queries.js';
import { ACTIVITY } from './activity.view.js';
import { AuditController } from './audit.controller.js';
import { AuditBackground } from './audit.background.js';
import { AuditCsv } from './audit.csv.js';
import { AuditPresenter } from './audit.presenter.js';
import { AuditQueries } from './audit.queries.js';
import { AuditSearch } from './audit.search.js';
import { AUDIT } from './audit.view.js';
import { Erasure } from './erasure.service.js';
import { HeldPresenter } from './held.presenter.js';
import { HeldQueries } from './held.queries.js';
import { Keeping } from './keeping.service.js';
import { NamedThingsQueries } from './named-things.queries.js';
import { PersonDataController } from './person-data.controller.js';

/** What was done, and what was looked at, to be read. */
@Module({
  controllers: [AccessController, ActivityController, AuditController, PersonDataController],
  providers: [
    AccessCsv,
    AccessPresenter,
    AccessQueries,
    ActivityQueries,
    AuditBackground,
    AuditCsv,
    AuditPresenter,
    AuditQueries,
    AuditSearch,
    Cursors,
    Erasure,
    HeldPresenter,
    HeldQueries,
    Keeping,
    NamedThingsQueries,
  ],
})
export class LogsModule implements OnModuleInit {
  constructor(
    private readonly menu: MenuEntries,
    private readonly pages: CustomerPages,
  ) {}

  onModuleInit(): void {
    this.menu.add({
      room: 'admin',
      group: 'administrator',
      key: 'audit',
      labelKey: 'logs.audit.title',
      href: AUDIT,
      icon: 'audit',
      order: 60,
      visible: (viewer) => viewer.can('audit.read'),
    });
    this.menu.add({
      room: 'admin',
      group: 'administrator',
      key: 'access-log',
      labelKey: 'logs.access.title',
      href: ACCESS_LOG,
      icon: 'eye',
      order: 61,
      visible: (viewer) => viewer.can('audit.read'),
    });
    this.menu.add({
      room: 'portal',
      group: 'company',
      key: 'activity',
      labelKey: 'logs.activity.title',
      href: ACTIVITY,
      icon: 'eye',
      order: 901,
      visible: (viewer) => viewer.can('people'),
    });
    this.pages.addTab({
      key: 'activity',
      label: say('logs.access.tab'),
      order: 50,
      href: (customer) => `${customerHref(customer)}/activity`,
      visible: (viewer) => may(viewer, 'access.write'),
    });
  }
}
