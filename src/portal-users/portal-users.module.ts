import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CustomerPages, portalAccessHref } from '../customers/customer-pages.js';
import { say } from '../platform/errors.js';
import { Cursors } from '../platform/lists/cursors.js';
import { ListMemory } from '../platform/lists/list-memory.js';
import { MenuEntries } from '../platform/pages/menu.js';
import { AccountFormController } from './account-form.controller.js';
import { ColleaguesController } from './colleagues.controller.js';
import { Colleagues } from './colleagues.service.js';
import { COLLEAGUES } from './colleagues.view.js';
import { LoginAccessesController } from './login-accesses.controller.js';
import { InvitationListsController } from './lists/lists.controller.js';
import { InvitationListsJobs } from './lists/lists.jobs.js';
import { InvitationListsQueries } from './lists/lists.queries.js';
import { InvitationLists } from './lists/lists.service.js';
import { AccountPeopleController } from './account-people.controller.js';
import { People } from './people.service.js';
import { PersonAddressController } from './person-address.controller.js';
import { PersonAddress } from './person-address.service.js';
import { PersonLogins } from './person-logins.js';
import { PersonPages } from './person.pages.js';
import { PersonSites } from './person-sites.js';
import { PortalAccessApiController } from './portal-access.api.controller.js';
import { PortalAccessController } from './portal-access.controller.js';
import { PortalAccessPages } from './portal-access.pages.js';
import { PortalAccessQueries } from './portal-access.queries.js';
import { PortalAccessService } from './portal-access.service.js';
import { PortalUsersApi } from './portal-users.api.js';
import { PortalUsersApiController } from './portal-users.api.controller.js';
import { PortalUser } from './portal-user.entity.js';
import { PortalUsersController } from './portal-users.controller.js';
import { PortalUsersListQueries } from './portal-users-list.queries.js';
import { PortalUsersQueries } from './portal-users.queries.js';
import { SelectionController } from './selection.controller.js';
import { SelectedInvitations } from './selection.service.js';
import { PortalUsers } from './portal-users.service.js';
import { WhyController } from './why.controller.js';
import { WhyPages } from './why.pages.js';

/** Customers' people, and what each customer's people may see. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([PortalUser])],
  controllers: [
    AccountFormController,
    ColleaguesController,
    LoginAccessesController,
    AccountPeopleController,
    PortalAccessController,
    PortalAccessApiController,
    PersonAddressController,
    PortalUsersController,
    PortalUsersApiController,
    WhyController,
    SelectionController,
    InvitationListsController,
  ],
  providers: [
    Colleagues,
    Cursors,
    ListMemory,
    InvitationLists,
    InvitationListsJobs,
    InvitationListsQueries,
    People,
    PersonAddress,
    PersonLogins,
    PersonPages,
    PersonSites,
    PortalAccessPages,
    PortalAccessQueries,
    PortalAccessService,
    PortalUsers,
    PortalUsersApi,
    PortalUsersListQueries,
    PortalUsersQueries,
    WhyPages,
    SelectedInvitations,
  ],
  exports: [
    PortalAccessQueries,
    PortalAccessService,
    PortalUsers,
    PortalUsersQueries,
    PortalUsersListQueries,
  ],
})
export class PortalUsersModule implements OnModuleInit {
  constructor(
    private readonly menu: MenuEntries,
    private readonly pages: CustomerPages,
  ) {}

  onModuleInit(): void {
    this.menu.add({
      room: 'admin',
      group: 'relationships',
      key: 'portal-users',
      labelKey: 'portal-users.list.title',
      href: '/admin/portal-users',
      icon: 'person',
      order: 30,
      visible: (viewer) => viewer.can('customers.read'),
    });
    this.menu.add({
      room: 'portal',
      group: 'company',
      key: 'people',
      labelKey: 'portal-users.colleagues.title',
      href: COLLEAGUES,
      icon: 'people',
      order: 900,
      visible: (viewer) => viewer.can('people'),
    });
    this.pages.addTab({
      key: 'portal-access',
      label: say('portal-users.tab'),
      order: 30,
      href: portalAccessHref,
    });
  }
}
