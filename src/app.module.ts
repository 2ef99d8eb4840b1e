import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { PERMISSIONS } from './app.permissions.js';
import { DocumentSectionModule } from './sections/documents/documents.module.js';
import { IncidentSectionModule } from './sections/incidents/incidents.module.js';
import { JobSectionModule } from './sections/jobs/jobs.module.js';
import { OrderSectionModule } from './sections/orders/orders.module.js';
import { TimesheetSectionModule } from './sections/timesheets/timesheets.module.js';
import { InvoiceSectionModule } from './sections/invoices/invoices.module.js';
import { PaymentMethodSectionModule } from './sections/payment-methods/payment-methods.module.js';
import { PortalModule } from './portal/portal.module.js';
import { SectionsModule } from './sections/sections.module.js';
import { AdminModule } from './admin/admin.module.js';
import { ApiDocsModule } from './admin/api-docs/api-docs.module.js';
import { AccessModule } from './access/access.module.js';
import { AuditModule } from './audit/audit.module.js';
import { CustomersModule } from './customers/customers.module.js';
import { DutyOfCareModule } from './documents/duty-of-care.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { FilesModule } from './files/files.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { InvitationsModule } from './invitations/invitations.module.js';
import { LogsModule } from './logs/logs.module.js';
import { MailModule } from './mail/mail.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { Config } from './platform/config.js';
import { ConfigModule } from './platform/config.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { ErrorsFilter } from './platform/http/errors.filter.js';
import { PagesModule } from './platform/pages/pages.module.js';
import { PortalUsersModule } from './portal-users/portal-users.module.js';
import { QueueModule } from './platform/queue/queue.module.js';
import { ReportingModule } from './reporting/reporting.module.js';
import { SchedulesModule } from './schedules/schedules.module.js';
import { SettingsModule } from './settings/settings.module.js';

/** The whole of Portico; both roles, web and worker, are made of it. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config),
        DatabaseModule,
        QueueModule,
        PagesModule,
        AccessModule.with(PERMISSIONS),
        AuditModule,
        OperationsModule,
        MailModule,
        FilesModule,
        IdentityModule,
        CustomersModule,
        SettingsModule,
        InvitationsModule,
        PortalUsersModule,
        SectionsModule,
        ImportsModule,
        DocumentSectionModule,
        JobSectionModule,
        OrderSectionModule,
        IncidentSectionModule,
        TimesheetSectionModule,
        InvoiceSectionModule,
        PaymentMethodSectionModule,
        ExportsModule,
        DutyOfCareModule,
        ReportingModule,
        SchedulesModule,
        NotificationsModule,
        LogsModule,
        PortalModule,
        AdminModule,
        ApiDocsModule,
      ],
      providers: [{ provide: APP_FILTER, useClass: ErrorsFilter }],
    };
  }
}
