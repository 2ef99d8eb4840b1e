import { Module, type OnModuleInit } from '@nestjs/common';
import { may } from '../../access/viewer.js';
import { CustomerPages } from '../../customers/customer-pages.js';
import { CustomersModule } from '../../customers/customers.module.js';
import { say } from '../../platform/errors.js';
import { AutoPayApiController } from './auto-pay.api.controller.js';
import { AutoPayController } from './auto-pay.controller.js';
import { staffAutoPayHref } from './auto-pay.links.js';
import { AutoPayQueries } from './auto-pay.queries.js';
import { AutoPayService } from './auto-pay.service.js';
import { StaffAutoPayController } from './staff-auto-pay.controller.js';

/** What payment methods have beyond other sections: auto-pay. */
@Module({
  imports: [CustomersModule],
  controllers: [AutoPayController, StaffAutoPayController, AutoPayApiController],
  providers: [AutoPayQueries, AutoPayService],
})
export class PaymentMethodSectionModule implements OnModuleInit {
  constructor(private readonly customerPages: CustomerPages) {}

  onModuleInit(): void {
    this.customerPages.addTab({
      key: 'auto-pay',
      label: say('auto-pay.title'),
      order: 44,
      href: staffAutoPayHref,
      visible: (viewer) => may(viewer, 'records.read') && viewer.available.has('invoices'),
    });
  }
}
