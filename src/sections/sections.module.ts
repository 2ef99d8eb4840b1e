import { Module, type OnModuleInit } from '@nestjs/common';
import { MenuEntries } from '../platform/pages/menu.js';
import { Cursors } from './engine/cursors.js';
import { ListPages } from './engine/list.pages.js';
import { ListQueries } from './engine/list.queries.js';
import { RecordPages } from './engine/record.pages.js';
import { RecordQueries } from './engine/record.queries.js';
import { portalSectionController, staffSectionController } from './engine/section.controllers.js';
import { customers } from './company/company.kind.js';
import { RecordApi } from './records/record.api.js';
import { RecordBatch } from './records/record.batch.js';
import { recordController } from './records/record.controller.js';
import { RecordWriter } from './records/record.writer.js';
import { SECTIONS } from './sections.js';

/** The list engine with every section's pages. */
@Module({
  controllers: [
    recordController(customers, 'customers'),
    ...SECTIONS.flatMap((section) => [
      portalSectionController(section),
      staffSectionController(section),
      recordController(section, 'records'),
    ]),
  ],
  providers: [
    Cursors,
    ListPages,
    ListQueries,
    RecordApi,
    RecordBatch,
    RecordPages,
    RecordQueries,
    RecordWriter,
  ],
  exports: [Cursors, ListQueries, RecordApi, RecordQueries, RecordWriter],
})
export class SectionsModule implements OnModuleInit {
  constructor(private readonly menu: MenuEntries) {}

  onModuleInit(): void {
    SECTIONS.forEach(({ key }, index) => {
      const entry = { key, labelKey: `${key}.title`, icon: key, order: 20 + index } as const;
      this.menu.add(
        {
          ...entry,
          room: 'portal',
          group: 'company',
          href: `/portal/${key}`,
          visible: (viewer) => viewer.can(key),
        },
        {
          ...entry,
          room: 'admin',
          group: 'records',
          href: `/admin/${key}`,
          visible: (viewer) => viewer.can('records.read'),
        },
      );
    });
  }
}
