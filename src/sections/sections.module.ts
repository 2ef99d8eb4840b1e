import { Module, type OnModuleInit } from '@nestjs/common';
import { may, type Viewer } from '../access/viewer.js';
import { CustomerPages } from '../customers/customer-pages.js';
import { say } from '../platform/errors.js';
import { Cursors } from '../platform/lists/cursors.js';
import { ListMemory } from '../platform/lists/list-memory.js';
import { MenuEntries } from '../platform/pages/menu.js';
import { CustomerTabsController } from './engine/customer-tabs.controller.js';
import { ListAboveQueries } from './engine/list.above.js';
import { ListAddresses } from './engine/list.addresses.js';
import { ListChoices } from './engine/list.choices.js';
import { ListPlaces } from './engine/list.places.js';
import { ListSites } from './engine/list.sites.js';
import { PeriodOffers } from './period/period.offers.js';
import { ListCustomers } from './engine/list.customers.js';
import { ListPages } from './engine/list.pages.js';
import { ListQueries } from './engine/list.queries.js';
import { ListSumsQueries } from './engine/list.sums.js';
import { RecordPages } from './engine/record.pages.js';
import { RecordQueries } from './engine/record.queries.js';
import { portalSectionController, staffSectionController } from './engine/section.controllers.js';
import { BusinessController } from './company/business.controller.js';
import { BusinessQueries } from './company/business.queries.js';
import { BusinessService } from './company/business.service.js';
import { DeletedCustomersController } from './company/deleted-customers.controller.js';
import { CustomerRemovalsController } from './company/customer-removals.controller.js';
import { CustomerRemovalQueries } from './company/customer-removals.queries.js';
import { CompanyController } from './company/company.controller.js';
import { CompanyQueries } from './company/company.queries.js';
import { consolidatedAccounts } from './company/accounts.kind.js';
import { customers } from './company/company.kind.js';
import { DocumentFileQueries } from './documents/document-files.queries.js';
import { DocumentFileSending } from './documents/document-files.sending.js';
import { PaperAnswers } from './papers/paper.answers.js';
import { recordPaperController } from './papers/record-papers.controller.js';
import { RecordPapers } from './papers/record-papers.js';
import { RecordChanges } from './bulk/record-changes.service.js';
import { RecordChangeSteps } from './bulk/record-changes.steps.js';
import { selectionsController } from './bulk/selections.controller.js';
import { SelectionPages } from './bulk/selections.pages.js';
import { recordAdditionsController, recordFormsController } from './record-forms/record-forms.controller.js';
import { DeletedRecordPages } from './record-forms/deleted-records.pages.js';
import { RecordFormPages } from './record-forms/record-forms.pages.js';
import { RecordFormQueries } from './record-forms/record-forms.queries.js';
import { RecordFormWriting } from './record-forms/record-forms.writing.js';
import { RecordRemovalPages } from './record-forms/record-removals.pages.js';
import { RecordApi } from './records/record.api.js';
import { RecordBatch } from './records/record.batch.js';
import { recordController } from './records/record.controller.js';
import { RecordSurroundings } from './records/record.surroundings.js';
import { RecordWriter } from './records/record.writer.js';
import { isWrittenByHand, kindsOf } from './engine/section.js';
import {
  PortalSavedViewsController,
  StaffSavedViewsController,
} from './saved-views/saved-views.controller.js';
import { KeptLists } from './saved-views/kept.lists.js';
import { SavedViewPages } from './saved-views/saved-views.pages.js';
import { SavedViews } from './saved-views/saved-views.service.js';
import { SECTIONS } from './sections.js';

/** The list engine with every section's pages. */
@Module({
  controllers: [
    BusinessController,
    CompanyController,
    DeletedCustomersController,
    CustomerRemovalsController,
    CustomerTabsController,
    PortalSavedViewsController,
    StaffSavedViewsController,
    recordController(customers, 'customers'),
    recordController(consolidatedAccounts, 'customers'),
    ...SECTIONS.flatMap((section) => [
      portalSectionController(section),
      staffSectionController(section),
      ...(section.paper ? [recordPaperController(section, section.paper)] : []),
      ...(kindsOf(section).some(({ byHand }) => byHand && !byHand.withFile)
        ? [recordAdditionsController(section)]
        : []),
      ...(isWrittenByHand(section) ? [selectionsController(section), recordFormsController(section)] : []),
      ...kindsOf(section).map((kind) => recordController(kind, 'records')),
    ]),
  ],
  providers: [
    BusinessQueries,
    CustomerRemovalQueries,
    BusinessService,
    CompanyQueries,
    Cursors,
    DocumentFileQueries,
    DocumentFileSending,
    ListAboveQueries,
    KeptLists,
    ListAddresses,
    ListChoices,
    ListCustomers,
    ListPlaces,
    ListSites,
    ListMemory,
    ListPages,
    ListQueries,
    ListSumsQueries,
    PaperAnswers,
    PeriodOffers,
    RecordApi,
    RecordBatch,
    RecordChanges,
    RecordChangeSteps,
    DeletedRecordPages,
    RecordFormPages,
    RecordFormQueries,
    RecordFormWriting,
    RecordPages,
    RecordPapers,
    RecordQueries,
    RecordRemovalPages,
    RecordSurroundings,
    RecordWriter,
    SavedViewPages,
    SavedViews,
    SelectionPages,
  ],
  exports: [
    BusinessQueries,
    BusinessService,
    Cursors,
    DocumentFileQueries,
    DocumentFileSending,
    ListChoices,
    ListCustomers,
    ListQueries,
    ListPlaces,
    ListSites,
    ListSumsQueries,
    PaperAnswers,
    PeriodOffers,
    RecordApi,
    RecordFormPages,
    RecordFormQueries,
    RecordPages,
    RecordQueries,
    RecordWriter,
  ],
})
export class SectionsModule implements OnModuleInit {
  constructor(
    private readonly menu: MenuEntries,
    private readonly customerPages: CustomerPages,
  ) {}

  onModuleInit(): void {
    this.menu.add({
      room: 'portal',
      group: 'company',
      key: 'company',
      labelKey: 'company.title',
      href: '/portal/company',
      icon: 'company',
      order: 10,
      visible: (viewer) => viewer.can('company'),
    });
    const tab = (key: 'sites' | 'records', order: number) => ({
      key,
      label: say(`sections.tabs.${key}`),
      order,
      href: ({ id }: { id: string }) => `/admin/customers/${id}/${key}`,
      visible: (viewer: Viewer) => may(viewer, 'records.read'),
    });
    this.customerPages.addTab(tab('sites', 20), tab('records', 40));
    SECTIONS.filter(({ permission }) => !permission).forEach(({ key, tabs }, index) => {
      const entry = { key, labelKey: `${key}.title`, icon: key, order: 20 + index } as const;
      const holds = (room: 'portal' | 'admin') => tabs?.(room, key, {}).map(({ href }) => href) ?? [];
      this.menu.add(
        {
          ...entry,
          room: 'portal',
          group: 'company',
          href: `/portal/${key}`,
          holds: holds('portal'),
          visible: (viewer) => viewer.can(key),
        },
        {
          ...entry,
          room: 'admin',
          group: 'records',
          href: `/admin/${key}`,
          holds: holds('admin'),
          visible: (viewer) => viewer.can('records.read') && viewer.can(key),
        },
      );
    });
  }
}
