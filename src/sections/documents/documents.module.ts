import { Module, type OnModuleInit } from '@nestjs/common';
import { MenuEntries } from '../../platform/pages/menu.js';
import { SectionsModule } from '../sections.module.js';
import { DocumentFileApi, DocumentFilePages } from './document-files.controller.js';
import { DocumentFileJobs } from './document-files.jobs.js';
import { DocumentFiles } from './document-files.service.js';
import { DocumentFormsController } from './document-forms.controller.js';
import { DocumentVersionsController } from './document-versions.controller.js';
import { DocumentVersions } from './document-versions.service.js';
import { FileReceipts } from './file.receipts.js';
import { FileTypesController } from './file-types.controller.js';
import { FileTypeQueries } from './file-types.queries.js';
import { FileTypes } from './file-types.service.js';
import { FILE_TYPES } from './file-types.view.js';
import { LicenceFileApi, LicenceFilesController } from '../licences/licence-files.controller.js';
import { LicenceFiles } from '../licences/licence-files.service.js';

/** What documents and licences have beyond other sections: files, and the table of their types. */
@Module({
  imports: [SectionsModule],
  controllers: [
    DocumentFileApi,
    DocumentFilePages,
    DocumentFormsController,
    DocumentVersionsController,
    FileTypesController,
    LicenceFileApi,
    LicenceFilesController,
  ],
  providers: [
    DocumentFileJobs,
    DocumentFiles,
    DocumentVersions,
    FileReceipts,
    FileTypeQueries,
    FileTypes,
    LicenceFiles,
  ],
  exports: [DocumentFiles, FileTypes, SectionsModule],
})
export class DocumentSectionModule implements OnModuleInit {
  constructor(private readonly menu: MenuEntries) {}

  onModuleInit(): void {
    this.menu.add({
      room: 'admin',
      group: 'administrator',
      underKey: 'platform.menu.tables',
      key: 'file-types',
      labelKey: 'documents.types.title',
      href: FILE_TYPES,
      icon: 'folder',
      // Tables stand last: what follows a heading of its own seems to belong to it.
      order: 900,
      visible: (viewer) => viewer.can('settings.write'),
    });
  }
}
