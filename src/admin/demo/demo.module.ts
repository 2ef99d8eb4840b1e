import { Module } from '@nestjs/common';
import { DocumentSectionModule } from '../../sections/documents/documents.module.js';
import { IncidentSectionModule } from '../../sections/incidents/incidents.module.js';
import { OrderSectionModule } from '../../sections/orders/orders.module.js';
import { SectionsModule } from '../../sections/sections.module.js';
import { DemoOffice } from './demo-office.service.js';
import { DemoPeople } from './demo-people.service.js';
import { DemoRecordsLoader } from './demo-records.service.js';
import { DemoShares } from './demo-shares.service.js';
import { Demonstration } from './demonstration.service.js';

/** What loads demonstrations. Only the command `seed` asks for it. */
@Module({
  imports: [DocumentSectionModule, IncidentSectionModule, OrderSectionModule, SectionsModule],
  providers: [DemoOffice, DemoPeople, DemoRecordsLoader, DemoShares, Demonstration],
})
export class DemoModule {}
