import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { say } from '../platform/errors.js';
import { Cursors } from '../platform/lists/cursors.js';
import { ListMemory } from '../platform/lists/list-memory.js';
import { MenuEntries } from '../platform/pages/menu.js';
import { customerHref, CustomerPages } from './customer-pages.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { AccountsQueries } from './accounts/accounts.queries.js';
import { ConsolidatedAccounts } from './accounts/accounts.service.js';
import { ConsolidatedAccount } from './accounts/consolidated-account.entity.js';
import { ContactsController, contactsHref } from './contacts/contacts.controller.js';
import { CustomerContacts } from './contacts/contacts.service.js';
import { Customer } from './customer.entity.js';
import { CustomersController } from './customers.controller.js';
import { CustomersQueries } from './customers.queries.js';
import { Customers } from './customers.service.js';

/** The organisations served. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([ConsolidatedAccount, Customer])],
  controllers: [AccountsController, ContactsController, CustomersController],
  providers: [
    AccountsQueries,
    ConsolidatedAccounts,
    Cursors,
    ListMemory,
    CustomerContacts,
    CustomerPages,
    Customers,
    CustomersQueries,
  ],
  exports: [AccountsQueries, ConsolidatedAccounts, CustomerPages, Customers, CustomersQueries],
})
export class CustomersModule implements OnModuleInit {
  constructor(
    private readonly menu: MenuEntries,
    private readonly pages: CustomerPages,
  ) {}

  onModuleInit(): void {
    this.menu.add({
      room: 'admin',
      group: 'relationships',
      key: 'customers',
      labelKey: 'customers.list.title',
      href: '/admin/customers',
      icon: 'people',
      order: 10,
      visible: (viewer) => viewer.can('customers.read'),
    });
    this.menu.add({
      room: 'admin',
      group: 'relationships',
      key: 'consolidated-accounts',
      labelKey: 'accounts.list.title',
      href: '/admin/consolidated-accounts',
      icon: 'company',
      order: 20,
      visible: (viewer) => viewer.can('customers.read'),
    });
    this.pages.addTab(
      { key: 'details', label: say('customers.tabs.details'), order: 10, href: customerHref },
      { key: 'contacts', label: say('customers.tabs.contacts'), order: 15, href: contactsHref },
    );
  }
}
