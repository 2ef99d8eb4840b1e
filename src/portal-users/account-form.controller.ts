import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { portalAccessHref } from '../customers/customer-pages.js';
import { CustomersQueries } from '../customers/customers.queries.js';
import { lockCustomer } from '../customers/customers.service.js';
import { Database } from '../platform/database/database.js';
import { Conflict, say, type Text } from '../platform/errors.js';
import { again, formIdOf } from '../platform/http/forms.js';
import { newId } from '../platform/ids.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { accountFormPage } from './account-form.view.js';
import { newColleague, typedColleague } from './colleagues.forms.js';
import { EVERYTHING } from './person-access.js';
import { PortalUsers } from './portal-users.service.js';

/** *+ Customer Account*: a person with first and last name. Saving keeps it and mails nobody. */
@Controller('admin/customers/:id/portal-access/people')
@Staff('access.write')
export class AccountFormController {
  constructor(
    private readonly customers: CustomersQueries,
    private readonly database: Database,
    private readonly users: PortalUsers,
  ) {}

  @Get('new')
  async blank(@Param('id') id: string): Promise<Page> {
    return accountFormPage(await this.customers.get(id), newId(), typedColleague({}));
  }

  @Post()
  async save(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Readonly<Record<string, unknown>> | undefined,
  ): Promise<Page | Redirect> {
    const customer = await this.customers.get(id);
    const [typed, formId] = [typedColleague(sent ?? {}), formIdOf(sent ?? {})];
    try {
      const person = newColleague(typed, EVERYTHING);
      await this.database.transaction(async (manager) => {
        await lockCustomer(manager, customer.id);
        // The same form sent twice makes one.
        const [made] = await manager.query<unknown[]>('select from portal_users where id = $1', [formId]);
        if (!made) await this.users.give(manager, viewer, customer.id, person, { id: formId });
      });
      return new Redirect(
        portalAccessHref(customer),
        say('portal-users.account.saved', { email: typed.email }),
      );
    } catch (error) {
      const show = (errors: Readonly<Record<string, Text>>) =>
        accountFormPage(customer, formId, typed, errors);
      if (error instanceof Conflict) return show({ email: error.text });
      return again(error, show);
    }
  }
}
