import { Body, Controller, Get, Post } from '@nestjs/common';
import { Portal, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { Invalid, say } from '../../platform/errors.js';
import { Redirect, type Page } from '../../platform/pages/page.js';
import { AUTO_PAY } from './auto-pay.links.js';
import { AutoPayQueries } from './auto-pay.queries.js';
import { AutoPayService, type AutoPayDone } from './auto-pay.service.js';
import { autoPayPage, inPortal, type AutoPayFault } from './auto-pay.view.js';

type Sent = Readonly<Record<string, unknown>> | undefined;

/** Auto-pay as its customers turn it on, move it, and turn it off. */
@Controller(AUTO_PAY.slice(1))
@Portal('invoices')
export class AutoPayController {
  constructor(
    private readonly queries: AutoPayQueries,
    private readonly service: AutoPayService,
  ) {}

  @Get()
  async show(@Viewer() viewer: ViewerFacts): Promise<Page> {
    return this.page(viewer);
  }

  @Post()
  use(@Viewer() viewer: ViewerFacts, @Body() sent: Sent): Promise<Page | Redirect> {
    return this.done(viewer, sent, () => this.service.use(viewer, sent?.['customer'], sent?.['method']));
  }

  @Post('deactivation')
  deactivate(@Viewer() viewer: ViewerFacts, @Body() sent: Sent): Promise<Page | Redirect> {
    return this.done(viewer, sent, () => this.service.deactivate(viewer, sent?.['customer']));
  }

  private async done(
    viewer: ViewerFacts,
    sent: Sent,
    change: () => Promise<AutoPayDone>,
  ): Promise<Page | Redirect> {
    try {
      return new Redirect(AUTO_PAY, say(`auto-pay.done.${(await change()).change}`));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return this.page(viewer, { customerId: String(sent?.['customer']), fields: error.fields });
    }
  }

  private async page(viewer: ViewerFacts, fault?: AutoPayFault): Promise<Page> {
    const names = new Map(viewer.portal?.customers.map(({ id, name }) => [id, name]));
    return autoPayPage(await this.queries.forPortal(viewer.scope), inPortal(names), fault);
  }
}
