import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { Api, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { CustomersQueries } from '../../customers/customers.queries.js';
import { Invalid, say } from '../../platform/errors.js';
import { isText, members, orNull } from '../../portal-users/json-members.js';
import { readReference } from '../records/record.fields.js';
import { AutoPayQueries } from './auto-pay.queries.js';
import { AutoPayService } from './auto-pay.service.js';

/** The reference of the payment method that a customer's invoices are taken from; null while auto-pay is off. */
interface AutoPayAnswer {
  readonly method: string | null;
}

/** A customer's auto-pay, for the system that takes the money. */
@Controller('api/v1/customers/:reference/auto-pay')
export class AutoPayApiController {
  constructor(
    private readonly customers: CustomersQueries,
    private readonly queries: AutoPayQueries,
    private readonly service: AutoPayService,
  ) {}

  @Get()
  @Api('records.read')
  async read(@Param('reference') reference: string): Promise<AutoPayAnswer> {
    const { id } = await this.customers.byReference(reference);
    return { method: await this.queries.used(id) };
  }

  @Patch()
  @Api('records.write')
  async change(
    @Viewer() viewer: ViewerFacts,
    @Param('reference') reference: string,
    @Body() body: unknown,
  ): Promise<AutoPayAnswer> {
    const { id } = await this.customers.byReference(reference);
    const { method } = members(body, { method: orNull(isText(200)) });
    if (method === null) await this.service.deactivate(viewer, id);
    // What was read is sent back as it was, also where the method was removed meanwhile.
    else if (method !== undefined && method !== (await this.queries.used(id)))
      await this.service.use(viewer, id, await this.methodNamed(id, method as string));
    return { method: await this.queries.used(id) };
  }

  private async methodNamed(customerId: string, typed: string): Promise<string> {
    const reference = readReference(typed);
    if (!reference) throw new Invalid({ method: say('sections.api.required') });
    const found = await this.queries.methodNamed(customerId, reference);
    if (!found) throw new Invalid({ method: say('auto-pay.noSuch', { reference }) });
    return found;
  }
}
