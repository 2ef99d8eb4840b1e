import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MenuEntries } from '../platform/pages/menu.js';
import { SectionsModule } from '../sections/sections.module.js';
import { SECTIONS } from '../sections/sections.js';
import { DocumentZipQueries } from './document-zip.queries.js';
import { DocumentZips } from './document-zips.js';
import { DocumentZipsController } from './document-zips.controller.js';
import { ExportContents } from './export.contents.js';
import { ExportFiles } from './export.files.js';
import { ExportKinds } from './export.kinds.js';
import { ExportRights } from './export.rights.js';
import { EXPORT_FORMATS } from './export.formats.js';
import { ListExport } from './export.entity.js';
import { ExportsController, listDownloadController } from './exports.controllers.js';
import { ExportsJobs } from './exports.jobs.js';
import { ExportsQueries } from './exports.queries.js';
import { Exports } from './exports.service.js';
import { ListCopies } from './list.copies.js';
import { AskedLists } from './asked.lists.js';
import { listPaperController, ListPapers } from './list-papers.js';
import { ListDownloads } from './list-downloads.js';
import { ListExports } from './list.exports.js';
import { ListFiles } from './list.files.js';
import { officeDownloadController } from './office-downloads.js';
import { OFFICE_LISTS, OfficeLists } from './office.lists.js';
import { ExportsBacklog } from './exports.backlog.js';

/** Lists as files. */
@Module({
  imports: [SectionsModule, TypeOrmModule.forFeature([ListExport])],
  controllers: [
    DocumentZipsController,
    ExportsController,
    ...SECTIONS.flatMap((section) => [
      ...EXPORT_FORMATS.map((format) => listDownloadController(section, format)),
      listPaperController(section),
    ]),
    ...OFFICE_LISTS.flatMap((list) => EXPORT_FORMATS.map((format) => officeDownloadController(list, format))),
  ],
  providers: [
    AskedLists,
    DocumentZipQueries,
    DocumentZips,
    ListPapers,
    ExportContents,
    ExportFiles,
    ExportKinds,
    ExportRights,
    Exports,
    ExportsBacklog,
    ExportsJobs,
    ExportsQueries,
    ListCopies,
    ListDownloads,
    ListExports,
    ListFiles,
    OfficeLists,
  ],
  exports: [DocumentZipQueries, ExportContents, ExportKinds, ExportRights, Exports, ListCopies],
})
export class ExportsModule implements OnModuleInit {
  constructor(private readonly menu: MenuEntries) {}

  onModuleInit(): void {
    const entry = { key: 'exports', labelKey: 'exports.title', icon: 'download', order: 90 } as const;
    this.menu.add(
      {
        ...entry,
        room: 'portal',
        group: 'company',
        href: '/portal/exports',
        visible: (viewer) => viewer.can('exports'),
      },
      {
        ...entry,
        room: 'admin',
        group: 'records',
        href: '/admin/exports',
        visible: (viewer) => viewer.can('records.read'),
      },
    );
  }
}
