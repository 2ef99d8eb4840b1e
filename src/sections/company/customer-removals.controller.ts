import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { customerHref } from '../../customers/customer-pages.js';
import { Conflict, Invalid, NotFound, Outdated, say } from '../../platform/errors.js';
import { seenVersion } from '../../platform/http/if-match.js';
import { Redirect, type Page } from '../../platform/pages/page.js';
import { RecordApi } from '../records/record.api.js';
import { RecordWriter } from '../records/record.writer.js';
import { customers } from './company.kind.js';
import { CustomerRemovalQueries } from './customer-removals.queries.js';
import { customerDeletion, customerRestoration } from './customer-removals.view.js';

/** Deletes customers as systems do, and brings them back: with portal access off, whoever brings them back. */
@Controller('admin/customers/:id')
@Staff('customers.write')
export class CustomerRemovalsController {
  constructor(
    private readonly queries: CustomerRemovalQueries,
    private readonly records: RecordApi,
    private readonly writer: RecordWriter,
  ) {}

  @Get('deletion')
  async ask(@Param('id') id: string, changed = false): Promise<Page> {
    const customer = await this.queries.get(id);
    return customer.deleted
      ? customerRestoration(customer, await this.queries.people(id))
      : customerDeletion(customer, await this.queries.own(id), changed);
  }

  @Post('deletion')
  async remove(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Readonly<Record<string, unknown>> = {},
  ): Promise<Page | Redirect> {
    const customer = await this.queries.get(id);
    const { name, reference, deleted } = customer;
    try {
      if (!deleted)
        await this.records.remove(customers, reference, seenVersion(Number(sent['version'])), viewer);
    } catch (error) {
      if (error instanceof Outdated) return this.ask(id, true);
      // Somebody deleted it in the same moment.
      if (!(error instanceof NotFound)) throw error;
    }
    return new Redirect('/admin/customers', say('customers.deletion.done', { name }), 'good', {
      label: say('customers.restoration.button', { name }),
      href: `${customerHref(customer)}/restoration`,
      how: 'button',
    });
  }

  @Get('restoration')
  async askBack(@Param('id') id: string): Promise<Page | Redirect> {
    const customer = await this.queries.get(id);
    return customer.deleted
      ? customerRestoration(customer, await this.queries.people(id))
      : new Redirect(customerHref(customer));
  }

  @Post('restoration')
  async restore(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    const customer = await this.queries.get(id);
    const { name, reference, deleted } = customer;
    const back = new Redirect(customerHref(customer), say('customers.restoration.done', { name }));
    if (!deleted) return back;
    const { body } = await this.records.standing(customers, reference);
    try {
      const [line] = await this.writer.write(customers, [{ reference, body, isNew: true }], viewer);
      const [fault] = Object.values(line?.errors ?? {});
      if (fault) throw new Conflict(fault);
    } catch (error) {
      // Somebody brought it back in the same moment.
      if (!(error instanceof Invalid)) throw error;
    }
    return back;
  }
}
