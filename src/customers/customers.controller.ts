import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import { may, type Viewer as ViewerFacts } from '../access/viewer.js';
import { behindNotice, deletedNotice } from '../audit/behind-notice.js';
import { LatestChangeQueries } from '../audit/latest-change.queries.js';
import { Invalid, say, NotFound } from '../platform/errors.js';
import { isId, newId } from '../platform/ids.js';
import { ListMemory } from '../platform/lists/list-memory.js';
import { openList } from '../platform/lists/office-list.js';
import { Page, Redirect } from '../platform/pages/page.js';
import { customerHref, CustomerPages } from './customer-pages.js';
import type { Customer } from './customer.entity.js';
import {
  formFields,
  meeting,
  readCustomer,
  shownFields,
  typedFields,
  type CustomerFields,
} from './customers.forms.js';
import { CUSTOMERS, customersList } from './customers-list.view.js';
import { CustomersQueries } from './customers.queries.js';
import { CustomerMovedOn, Customers, fieldsOf } from './customers.service.js';
import { customerDetails, editCustomerForm, newCustomerForm, NO_FIELDS } from './customers.view.js';

type Sent = Readonly<Record<string, unknown>>;

@Controller('admin/customers')
export class CustomersController {
  constructor(
    private readonly queries: CustomersQueries,
    private readonly customers: Customers,
    private readonly pages: CustomerPages,
    private readonly latest: LatestChangeQueries,
    private readonly memory: ListMemory,
  ) {}

  @Get()
  @Staff('customers.read')
  async list(@Viewer() viewer: ViewerFacts, @Query() sent: Sent): Promise<Page | Redirect> {
    const opened = await openList(CUSTOMERS, this.memory, sent, viewer);
    if (opened instanceof Redirect) return opened;
    const { query } = opened;
    const [counts, page] = await Promise.all([this.queries.counts(query), this.queries.list(query)]);
    return new Page('platform/office-list', customersList(viewer, opened, counts, page));
  }

  @Get('new')
  @Staff('customers.write')
  blank(): Page {
    return new Page('customers/form', newCustomerForm(newId(), { typed: NO_FIELDS }));
  }

  @Post()
  @Staff('customers.write')
  async add(@Viewer() viewer: ViewerFacts, @Body() sent: Sent): Promise<Page | Redirect> {
    const id = typeof sent.id === 'string' && isId(sent.id) ? sent.id : newId();
    try {
      const { customer, was } = await this.customers.add(viewer, id, await readCustomer(sent));
      return new Redirect(customerHref(customer), say(`customers.${was}`, { name: customer.name }));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const typed = typedFields(sent);
      return new Page('customers/form', newCustomerForm(id, { typed, errors: error.fields }), {
        status: 422,
      });
    }
  }

  @Get(':id')
  @Staff('customers.read')
  async show(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page | Redirect> {
    const mayChange = may(viewer, 'customers.write');
    try {
      const customer = await this.queries.get(id);
      const head = this.pages.head(customer, viewer, 'details');
      return new Page('customers/details', customerDetails(customer, head, mayChange));
    } catch (error) {
      if (error instanceof NotFound && mayChange && (await this.queries.isDeleted(id)))
        return new Redirect(`${customerHref({ id })}/restoration`);
      throw error;
    }
  }

  @Get(':id/edit')
  @Staff('customers.write')
  async edit(@Param('id') id: string): Promise<Page> {
    const customer = await this.queries.get(id);
    return new Page(
      'customers/form',
      editCustomerForm(customer, fieldsOf(customer), { typed: fieldsOf(customer) }),
    );
  }

  @Post(':id')
  @Staff('customers.write')
  async change(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent,
  ): Promise<Page | Redirect> {
    const [shown, typed] = [shownFields(sent.shown), typedFields(sent)];
    const before = await this.queries.kept(id);
    const again = (more: Parameters<typeof editCustomerForm>[2], status: number) =>
      new Page('customers/form', editCustomerForm(before, shown, more), { status });
    try {
      const fields = await readCustomer(sent, fieldsOf(before));
      const customer = await this.customers.change(viewer, id, shown, fields);
      return new Redirect(customerHref(customer), say('customers.changed', { name: customer.name }));
    } catch (error) {
      if (error instanceof CustomerMovedOn) return this.behind(viewer, error.now, shown, typed);
      if (error instanceof Invalid) return again({ typed, errors: error.fields }, 422);
      if (!(error instanceof NotFound)) throw error;
      // Somebody has deleted it meanwhile: what was typed waits until it is back.
      const deletion = await this.latest.of(before, 'record.removed');
      return again(
        { typed, gone: deletedNotice(deletion, viewer, `${customerHref(before)}/restoration`) },
        409,
      );
    }
  }

  /** The form upon a change that was made elsewhere: saved again, it is made knowingly. */
  private async behind(
    viewer: ViewerFacts,
    now: Customer,
    shown: CustomerFields | undefined,
    sent: CustomerFields,
  ): Promise<Page> {
    const { fields: typed, moved: fields } = meeting(shown, fieldsOf(now), formFields(sent));
    const notice = behindNotice(await this.latest.of(now, 'customer.changed'), viewer);
    const model = editCustomerForm(now, fieldsOf(now), { typed }, { notice, fields, before: shown });
    return new Page('customers/form', model, { status: 409 });
  }
}
