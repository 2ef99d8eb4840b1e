import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Staff, Viewer } from '../../access/access.decorators.js';
import { may, type Viewer as ViewerFacts } from '../../access/viewer.js';
import { behindNotice } from '../../audit/behind-notice.js';
import { LatestChangeQueries } from '../../audit/latest-change.queries.js';
import { Invalid, NotFound, say } from '../../platform/errors.js';
import { parseForm } from '../../platform/http/forms.js';
import { isId, newId } from '../../platform/ids.js';
import { ListMemory } from '../../platform/lists/list-memory.js';
import { openList } from '../../platform/lists/office-list.js';
import { Page, Redirect } from '../../platform/pages/page.js';
import { verbatim } from '../../platform/pages/words.js';
import { accountCustomers } from './account-customers.view.js';
import { editAccountForm, newAccountForm } from './account-form.view.js';
import { accountHref, ACCOUNTS } from './account-hrefs.js';
import { AccountForm, accountFields, typedAccount } from './accounts.forms.js';
import { AccountsQueries } from './accounts.queries.js';
import { AccountMovedOn, ConsolidatedAccounts } from './accounts.service.js';
import { accountDetails, accountsList, CONSOLIDATED_ACCOUNTS } from './accounts.view.js';

type Sent = Readonly<Record<string, unknown>> | undefined;

/** *Relationships > Consolidated accounts*: its people stand at a tab of the folder to the right. */
@Controller('admin/consolidated-accounts')
export class AccountsController {
  constructor(
    private readonly queries: AccountsQueries,
    private readonly accounts: ConsolidatedAccounts,
    private readonly latest: LatestChangeQueries,
    private readonly memory: ListMemory,
  ) {}

  @Get()
  @Staff('customers.read')
  async list(@Viewer() viewer: ViewerFacts, @Query() sent: NonNullable<Sent>): Promise<Page | Redirect> {
    const opened = await openList(CONSOLIDATED_ACCOUNTS, this.memory, sent, viewer);
    if (opened instanceof Redirect) return opened;
    const { query } = opened;
    const [found, page] = await Promise.all([this.queries.count(query), this.queries.list(query)]);
    return new Page('platform/office-list', accountsList(viewer, opened, found, page));
  }

  @Get('new')
  @Staff('customers.write')
  blank(): Page {
    return new Page('customers/form', newAccountForm(newId(), { typed: { reference: '', name: '' } }));
  }

  @Post()
  @Staff('customers.write')
  async add(@Viewer() viewer: ViewerFacts, @Body() sent: Sent): Promise<Page | Redirect> {
    const id = typeof sent?.id === 'string' && isId(sent.id) ? sent.id : newId();
    try {
      const form = accountFields(await parseForm(AccountForm, sent ?? {}));
      const { account, was } = await this.accounts.add(viewer, id, form);
      return new Redirect(
        `${accountHref(account)}/customers`,
        say(`accounts.${was}`, { name: account.name }),
      );
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const model = newAccountForm(id, { typed: typedAccount(sent ?? {}), errors: error.fields });
      return new Page('customers/form', model, { status: 422 });
    }
  }

  @Get(':id')
  @Staff('customers.read')
  async show(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    const account = await this.queries.get(id);
    const [customers, people] = await Promise.all([this.queries.customers(id), this.queries.people(id)]);
    const counts = { customers: customers.length, people };
    return new Page('customers/details', accountDetails(account, counts, may(viewer, 'customers.write')));
  }

  @Get(':id/edit')
  @Staff('customers.write')
  async edit(@Param('id') id: string): Promise<Page> {
    const account = await this.queries.get(id);
    return new Page('customers/form', editAccountForm(account, account.version, { typed: account }));
  }

  @Post(':id')
  @Staff('customers.write')
  async change(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent,
  ): Promise<Page | Redirect> {
    const before = await this.queries.get(id);
    const [version, typed] = [Number(sent?.version) || 0, typedAccount(sent ?? {})];
    try {
      const form = accountFields(await parseForm(AccountForm, sent ?? {}));
      const account = await this.accounts.change(viewer, id, version, form);
      return new Redirect(accountHref(account), say('customers.changed', { name: account.name }));
    } catch (error) {
      if (error instanceof AccountMovedOn) {
        const notice = behindNotice(await this.latest.of(error.now), viewer);
        const model = editAccountForm(error.now, error.now.version, { typed }, notice);
        return new Page('customers/form', model, { status: 409 });
      }
      if (!(error instanceof Invalid)) throw error;
      return new Page('customers/form', editAccountForm(before, version, { typed, errors: error.fields }), {
        status: 422,
      });
    }
  }

  @Get(':id/customers')
  @Staff('customers.read')
  async customers(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Query('q') asked: unknown,
  ): Promise<Page> {
    const account = await this.queries.get(id);
    const q = searched(asked);
    const found = q ? await this.queries.others(id, q) : [];
    return accountCustomers(
      account,
      await this.queries.customers(id),
      { q, found },
      may(viewer, 'access.write'),
    );
  }

  @Post(':id/customers/addition')
  @Staff('access.write')
  async addCustomer(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent,
  ): Promise<Redirect> {
    const { name } = await this.accounts.addCustomer(
      viewer,
      (await this.queries.get(id)).id,
      customerOf(sent),
    );
    const q = searched(sent?.q);
    const back = `${accountHref({ id })}/customers${q ? `?${new URLSearchParams({ q })}` : ''}`;
    return new Redirect(back, say('accounts.customers.added', { name }));
  }

  @Post(':id/customers/removal')
  @Staff('access.write')
  async removeCustomer(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent,
  ): Promise<Redirect> {
    await this.accounts.removeCustomer(viewer, (await this.queries.get(id)).id, customerOf(sent));
    return new Redirect(`${accountHref({ id })}/customers`, say('accounts.customers.removed'));
  }

  /** What will happen, before it does. */
  @Get(':id/deletion')
  @Staff('customers.write')
  async confirm(@Param('id') id: string): Promise<Page> {
    const { name } = await this.queries.get(id);
    const people = await this.queries.people(id);
    const back = { label: say('platform.confirm.back'), href: accountHref({ id }) };
    return new Page('platform/confirm', {
      head: {
        title: say('accounts.delete.title', { name }),
        back: { label: verbatim(name), href: back.href },
      },
      confirm: {
        text: say('accounts.delete.text', { count: people }),
        points: [say('accounts.delete.customers'), say('accounts.delete.again')],
        action: `${accountHref({ id })}/deletion`,
        button: say('accounts.delete.button', { name }),
        danger: true,
        back,
      },
    });
  }

  @Post(':id/deletion')
  @Staff('customers.write')
  async remove(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    const { name } = await this.queries.get(id);
    await this.accounts.remove(viewer, id);
    return new Redirect(ACCOUNTS, say('accounts.delete.done', { name }));
  }
}

const searched = (sent: unknown): string =>
  typeof sent === 'string'
    ? sent
        .trim()
        .replace(/\p{Cc}/gu, '')
        .slice(0, 200)
    : '';

/** @throws NotFound for what can be no customer's id */
function customerOf(sent: Sent): string {
  const id = sent?.customer;
  if (typeof id !== 'string' || !isId(id)) throw new NotFound();
  return id;
}
