import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { accountPeopleHref } from '../customers/accounts/account-hrefs.js';
import { AccountsQueries } from '../customers/accounts/accounts.queries.js';
import type { ConsolidatedAccount } from '../customers/accounts/consolidated-account.entity.js';
import { Outbox } from '../mail/outbox.service.js';
import { Invalid, say } from '../platform/errors.js';
import { isId, newId } from '../platform/ids.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { accountPeople, type TypedAccountPeople } from './account-people.view.js';
import { offPage } from './off.view.js';
import { AccessIsOff, PeopleRefused } from './people.refusals.js';
import { People } from './people.service.js';
import { choiceOf } from './portal-access.forms.js';
import { PortalUsersQueries } from './portal-users.queries.js';
import { readTypedPeople } from './typed-people.js';

type Sent = Readonly<Record<string, unknown>> | undefined;
const MOST_TYPED = 50_000;

/** The people of a consolidated account: added and invited as those of a customer. */
@Controller('admin/consolidated-accounts/:id/people')
export class AccountPeopleController {
  constructor(
    private readonly accounts: AccountsQueries,
    private readonly people: People,
    private readonly users: PortalUsersQueries,
    private readonly outbox: Outbox,
  ) {}

  @Get()
  @Staff('customers.read')
  async show(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    const account = await this.accounts.get(id);
    return this.page(account, viewer, { formId: newId(), text: '', send: true });
  }

  @Post()
  @Staff('access.write')
  async add(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent,
  ): Promise<Page | Redirect> {
    const account = await this.accounts.get(id);
    const typed = typedPeople(sent ?? {});
    const choice = choiceOf(sent ?? {});
    if (choice === 'back') return this.page(account, viewer, typed);
    try {
      const { people, faults } = readTypedPeople(typed.text);
      const sending = typed.send ? choice : 'later';
      const done = await this.people.addTo(viewer, id, { formId: typed.formId, people, faults, sending });
      const [here, count] = [accountPeopleHref(account), done.people];
      if (count > 0 && done.mailed > 0) return this.outbox.leadOn(here, 'accounts.people.invited', { count });
      return new Redirect(here, say(`accounts.people.${count === 0 ? 'nobodyNew' : 'saved'}`, { count }));
    } catch (error) {
      if (error instanceof AccessIsOff) return off(account, viewer, typed, error);
      if (!(error instanceof Invalid)) throw error;
      const { sites, ...others } = error.fields;
      const faults = error instanceof PeopleRefused ? error.faults : [];
      return this.page(account, viewer, { ...typed, errors: sites ? { people: sites } : others, faults });
    }
  }

  private async page(
    account: ConsolidatedAccount,
    viewer: ViewerFacts,
    typed: TypedAccountPeople,
  ): Promise<Page> {
    return accountPeople(account, await this.users.ofAccount(account.id), viewer, typed);
  }
}

const typedPeople = (sent: NonNullable<Sent>): TypedAccountPeople => ({
  formId: typeof sent.form === 'string' && isId(sent.form) ? sent.form : newId(),
  text: typeof sent.people === 'string' ? sent.people.slice(0, MOST_TYPED) : '',
  send: sent.send === 'now',
});

/** Asks what to do, as nobody whom a mail would reach could get in. */
function off(
  account: ConsolidatedAccount,
  viewer: ViewerFacts,
  typed: TypedAccountPeople,
  error: AccessIsOff,
): Page {
  const href = accountPeopleHref(account);
  return offPage({
    off: error.off,
    name: account.name,
    viewer,
    action: href,
    hidden: [
      { name: 'form', value: typed.formId },
      { name: 'people', value: typed.text },
      ...(typed.send ? [{ name: 'send', value: 'now' }] : []),
    ],
    emails: readTypedPeople(typed.text).people.map(({ email }) => email),
    saving: true,
    backHref: href,
  });
}
