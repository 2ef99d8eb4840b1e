import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Staff, Viewer } from '../../access/access.decorators.js';
import { may, type Viewer as ViewerFacts } from '../../access/viewer.js';
import { CustomerPages } from '../../customers/customer-pages.js';
import { CustomersQueries } from '../../customers/customers.queries.js';
import { Invalid, say } from '../../platform/errors.js';
import { Redirect, type Page } from '../../platform/pages/page.js';
import { staffAutoPayHref } from './auto-pay.links.js';
import { AutoPayQueries } from './auto-pay.queries.js';
import { AutoPayService, autoPayWords, type AutoPayDone } from './auto-pay.service.js';
import { autoPayPage, type AutoPayFault } from './auto-pay.view.js';

/** A customer's auto-pay as the office looks after it, for whoever rings. */
@Controller('admin/customers/:id/auto-pay')
export class StaffAutoPayController {
  constructor(
    private readonly queries: AutoPayQueries,
    private readonly service: AutoPayService,
    private readonly customers: CustomersQueries,
    private readonly pages: CustomerPages,
  ) {}

  @Get()
  @Staff('records.read')
  show(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    return this.page(viewer, id);
  }

  @Post()
  @Staff('records.write')
  use(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: { readonly method?: unknown } = {},
  ): Promise<Page | Redirect> {
    return this.done(viewer, id, () => this.service.use(viewer, id, sent.method));
  }

  @Post('deactivation')
  @Staff('records.write')
  deactivate(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page | Redirect> {
    return this.done(viewer, id, () => this.service.deactivate(viewer, id));
  }

  private async done(
    viewer: ViewerFacts,
    id: string,
    deed: () => Promise<AutoPayDone>,
  ): Promise<Page | Redirect> {
    const { name } = await this.customers.get(id);
    try {
      const { change, method } = await deed();
      return new Redirect(
        staffAutoPayHref({ id }),
        say(`auto-pay.office.done.${change}`, { customer: name, ...method }),
      );
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return this.page(viewer, id, { customerId: id, fields: error.fields });
    }
  }

  private async page(viewer: ViewerFacts, id: string, fault?: AutoPayFault): Promise<Page> {
    const customer = await this.customers.get(id);
    const place = {
      action: staffAutoPayHref(customer),
      head: this.pages.head(customer, viewer, 'auto-pay'),
      words: autoPayWords(viewer),
      titleOf: () => say('auto-pay.title'),
      mayChange: may(viewer, 'records.write'),
    };
    return autoPayPage([await this.queries.forStaff(id)], place, fault);
  }
}
