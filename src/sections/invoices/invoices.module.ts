import { Module } from '@nestjs/common';
import { SectionsModule } from '../sections.module.js';
import { StatementController } from './statement/statement.controller.js';
import { StatementQueries } from './statement/statement.queries.js';

/** What invoices have beyond other sections: the statement of account. */
@Module({ imports: [SectionsModule], controllers: [StatementController], providers: [StatementQueries] })
export class InvoiceSectionModule {}
