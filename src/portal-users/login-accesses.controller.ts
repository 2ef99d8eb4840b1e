import { Body, Controller, Param, Post } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import { may, type Viewer as ViewerFacts } from '../access/viewer.js';
import { lockAccount } from '../customers/accounts/account.lock.js';
import { LoginPages } from '../identity/login.pages.js';
import { LoginQueries } from '../identity/login.queries.js';
import { loginHref } from '../identity/logins-list.view.js';
import { namesOf } from '../identity/names.js';
import { Database } from '../platform/database/database.js';
import { Conflict, Forbidden, Invalid, say } from '../platform/errors.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { EVERYTHING } from './person-access.js';
import { PortalUsers } from './portal-users.service.js';

/** Says to which customer or consolidated account a login belongs: gives it an access, and mails nobody. */
@Controller('admin/logins/:id/accesses')
@Staff('logins.write')
export class LoginAccessesController {
  constructor(
    private readonly database: Database,
    private readonly logins: LoginQueries,
    private readonly pages: LoginPages,
    private readonly users: PortalUsers,
  ) {}

  @Post()
  async give(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Readonly<Record<string, unknown>> | undefined,
  ): Promise<Page | Redirect> {
    const login = await this.logins.get(id);
    if (!may(viewer, 'access.write')) throw new Forbidden(say('access.staff.notHeld'));
    const typed = typeof sent?.['customer'] === 'string' ? sent['customer'].trim().normalize('NFC') : '';
    try {
      const customer = await this.customer(typed);
      // The role group is for the page of the login to tick: until then the portal stays closed to it.
      const person = { email: login.email, ...namesOf({ name: login.name, lastName: '' }), ...EVERYTHING };
      await this.database.transaction(async (manager) => {
        await lockAccount(manager, customer.id);
        await this.users.give(manager, viewer, customer.id, person, { leaving: 'roleGroups' });
      });
      const done = { email: login.email, customer: customer.name };
      return new Redirect(loginHref(id), say('identity.logins.access.added', done));
    } catch (error) {
      if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error;
      const text = error instanceof Invalid ? (Object.values(error.fields)[0] ?? error.text) : error.text;
      return this.pages.page(id, viewer, {
        again: { customer: typed, errors: { customer: text }, status: 422 },
      });
    }
  }

  /** By its reference, or by its whole name where that is one customer's alone. @throws Invalid */
  private async customer(typed: string): Promise<{ id: string; name: string }> {
    if (typed === '' || /\p{Cc}/u.test(typed))
      throw new Invalid({ customer: say('identity.logins.access.needed') });
    const found = await this.database.rows<{ id: string; name: string; exact: boolean }>(
      `select id, name, reference = $1 as exact from portal_accounts
       where deleted_at is null and (reference = $1 or name_key = fold($1)) order by exact desc limit 2`,
      [typed],
    );
    const [first, second] = found;
    if (!first) throw new Invalid({ customer: say('identity.logins.access.notFound') });
    if (second && !first.exact) throw new Invalid({ customer: say('identity.logins.access.several') });
    return first;
  }
}
