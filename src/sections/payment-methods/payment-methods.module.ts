import { Module } from '@nestjs/common';
import { AutoPayController } from './auto-pay.controller.js';
import { AutoPayQueries } from './auto-pay.queries.js';
import { AutoPayService } from './auto-pay.service.js';

/** What payment methods have beyond other sections: auto-pay. */
@Module({ controllers: [AutoPayController], providers: [AutoPayQueries, AutoPayService] })
export class PaymentMethodSectionModule {}
