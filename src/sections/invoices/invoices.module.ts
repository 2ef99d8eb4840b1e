import { Module, type OnModuleInit } from '@nestjs/common';
import { may } from '../../access/viewer.js';
import { customerHref, CustomerPages } from '../../customers/customer-pages.js';
import { CustomersModule } from '../../customers/customers.module.js';
import { say } from '../../platform/errors.js';
import { SectionsModule } from '../sections.module.js';
import { StaffStatementController } from './statement/staff-statement.controller.js';
import { StatementAnswers } from './statement/statement.answers.js';
import { StatementController } from './statement/statement.controller.js';
import { StatementQueries } from './statement/statement.queries.js';

/** What invoices have beyond other sections: the statement of account. */
@Module({
  imports: [CustomersModule, SectionsModule],
  controllers: [StaffStatementController, StatementController],
  providers: [StatementAnswers, StatementQueries],
})
export class InvoiceSectionModule implements OnModuleInit {
  constructor(private readonly customerPages: CustomerPages) {}

  onModuleInit(): void {
    this.customerPages.addTab({
      key: 'statement',
      label: say('statement.tab'),
      order: 43,
      href: (customer) => `${customerHref(customer)}/statement`,
      visible: (viewer) => may(viewer, 'records.read') && viewer.available.has('invoices'),
    });
  }
}
