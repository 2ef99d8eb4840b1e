import { Module, type OnModuleInit } from '@nestjs/common';
import { Cursors } from '../platform/lists/cursors.js';
import { MenuEntries } from '../platform/pages/menu.js';
import { AuditController } from './audit.controller.js';
import { AuditCsv } from './audit.csv.js';
import { AuditPresenter } from './audit.presenter.js';
import { AuditQueries } from './audit.queries.js';
import { AuditSearch } from './audit.search.js';
import { AUDIT } from './audit.view.js';
import { NamedThingsQueries } from './named-things.queries.js';

/** What was done, and what was looked at, to be read. */
@Module({
  controllers: [AuditController],
  providers: [AuditCsv, AuditPresenter, AuditQueries, AuditSearch, Cursors, NamedThingsQueries],
})
export class LogsModule implements OnModuleInit {
  constructor(private readonly menu: MenuEntries) {}

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
  }
}
