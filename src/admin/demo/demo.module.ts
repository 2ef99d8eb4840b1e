import { Module } from '@nestjs/common';
import { DocumentSectionModule } from '../../sections/documents/documents.module.js';
import { SectionsModule } from '../../sections/sections.module.js';
import { DemoOffice } from './demo-office.service.js';
import { DemoPeople } from './demo-people.service.js';
import { DemoRecordsLoader } from './demo-records.service.js';
import { Demonstration } from './demonstration.service.js';

/** What loads demonstrations. Only the command `seed` asks for it. */
@Module({
  imports: [DocumentSectionModule, SectionsModule],
  providers: [DemoOffice, DemoPeople, DemoRecordsLoader, Demonstration],
})
export class DemoModule {}
