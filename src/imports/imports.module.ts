import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MenuEntries } from '../platform/pages/menu.js';
import { SectionsModule } from '../sections/sections.module.js';
import { FileImport } from './file-import.entity.js';
import { ImportCommand } from './import.command.js';
import { ImportOpening } from './import.opening.js';
import { Importer } from './importer.js';
import { ImportsController } from './imports.controller.js';
import { ImportsJobs } from './imports.jobs.js';
import { ImportsQueries } from './imports.queries.js';
import { Imports, IMPORTS } from './imports.service.js';
import { MatchingController } from './matching/matching.controller.js';
import { MatchingPages } from './matching/matching.pages.js';
import { Matching } from './matching/matching.service.js';
import { RememberedMaps } from './remembered.maps.js';
import { ImportsBackQueries } from './taking-back/imports-back.queries.js';
import { ImportsBack } from './taking-back/imports-back.service.js';
import { ImportBackSteps } from './taking-back/imports-back.steps.js';

/** Files in: from the command line, and from the office's page. */
@Module({
  imports: [SectionsModule, TypeOrmModule.forFeature([FileImport])],
  controllers: [ImportsController, MatchingController],
  providers: [
    ImportCommand,
    Importer,
    ImportOpening,
    Imports,
    ImportsJobs,
    ImportsQueries,
    Matching,
    MatchingPages,
    RememberedMaps,
    ImportsBack,
    ImportsBackQueries,
    ImportBackSteps,
  ],
})
export class ImportsModule implements OnModuleInit {
  constructor(private readonly menu: MenuEntries) {}

  onModuleInit(): void {
    this.menu.add({
      room: 'admin',
      group: 'administrator',
      key: 'imports',
      labelKey: 'imports.list.title',
      href: IMPORTS,
      icon: 'upload',
      order: 40,
      visible: (viewer) => viewer.can('imports.run'),
    });
  }
}
