import { Injectable } from '@nestjs/common';
import { PermissionCatalogue } from '../access/catalogue.js';
import { decidePortalAccess } from '../access/decision.js';
import { FactsQueries } from '../access/facts.queries.js';
import type { Actor } from '../audit/audit.service.js';
import { AccountsQueries } from '../customers/accounts/accounts.queries.js';
import { CustomersQueries } from '../customers/customers.queries.js';
import { lockAccount } from '../customers/accounts/account.lock.js';
import { namesOf } from '../identity/names.js';
import { Invitations } from '../invitations/invitations.service.js';
import { Database } from '../platform/database/database.js';
import { Invalid, NotFound, say } from '../platform/errors.js';
import type { Seen } from '../platform/http/if-match.js';
import type { ChosenSites } from './person-sites.js';
import { explain, personRecord, type Explanation, type PersonRecord } from './portal-users.answers.js';
import { readNewPerson, readPersonPatch, type NewPersonBody, type PersonBody } from './portal-users.body.js';
import { PortalUsersQueries } from './portal-users.queries.js';
import { EVERYTHING } from './person-access.js';
import { PortalUsers } from './portal-users.service.js';

/** People of customers, for systems: the same writes as the pages make. */
@Injectable()
export class PortalUsersApi {
  constructor(
    private readonly database: Database,
    private readonly customers: CustomersQueries,
    private readonly accounts: AccountsQueries,
    private readonly queries: PortalUsersQueries,
    private readonly users: PortalUsers,
    private readonly invitations: Invitations,
    private readonly facts: FactsQueries,
    private readonly catalogue: PermissionCatalogue,
  ) {}

  async get(id: string): Promise<PersonRecord> {
    return personRecord(await this.queries.get(id), new Date());
  }

  /** @throws Invalid at the member at fault, Conflict when the person has this access already */
  async add(actor: Actor, body: unknown): Promise<PersonRecord> {
    const { account, invite, ...person } = readNewPerson(body, this.catalogue);
    const accountId = await this.accountId(account);
    const chosen = await this.chosen(accountId, { sites: 'all', ...person });
    const { id, mails } = await this.database.transaction(async (manager) => {
      await lockAccount(manager, accountId);
      const named = { firstName: '', lastName: '', ...EVERYTHING, ...person, ...chosen };
      const user = await this.users.give(manager, actor, accountId, named);
      return { id: user.id, mails: invite ? [await this.invitations.send(manager, actor, user.id)] : [] };
    });
    this.invitations.feed(mails);
    return this.get(id);
  }

  /** @throws NotFound, Invalid, Outdated */
  async change(actor: Actor, id: string, body: unknown, seen: Seen): Promise<PersonRecord> {
    const row = await this.queries.get(id);
    const kind = row.consolidated ? 'consolidatedAccount' : 'customer';
    const now = { email: row.email, [kind]: row.customerReference };
    const patch = readPersonPatch(body, this.catalogue, now);
    const chosen = await this.chosen(row.accountId, patch);
    const names = 'firstName' in patch || 'lastName' in patch ? namesOf(row) : {};
    await this.database.transaction((manager) =>
      this.users.change(manager, actor, id, { ...names, ...patch, ...chosen }, seen),
    );
    return this.get(id);
  }

  end(actor: Actor, id: string): Promise<void> {
    return this.users.end(actor, id);
  }

  /** Sends an invitation, or sends it again: the link before is worth nothing then. */
  async invite(actor: Actor, id: string): Promise<PersonRecord> {
    const { accountId } = await this.queries.get(id);
    const mail = await this.database.transaction(async (manager) => {
      await lockAccount(manager, accountId);
      return this.invitations.send(manager, actor, id);
    });
    this.invitations.feed([mail]);
    return this.get(id);
  }

  /** Every permission: whether this person has it, and which rule decided. */
  async access(id: string): Promise<{ readonly permissions: readonly Explanation[] }> {
    const row = await this.queries.get(id);
    const facts = await this.facts.ofAccess(id);
    if (!facts) throw new NotFound();
    const named = (await this.queries.customers(row.accountId)).map(({ reference }) => reference);
    const permissions = this.catalogue.all.map(({ key }) =>
      explain(decidePortalAccess(key, facts), facts, named),
    );
    return { permissions };
  }

  private async accountId({ kind, reference }: NewPersonBody['account']): Promise<string> {
    const of = kind === 'customer' ? this.customers : this.accounts;
    try {
      return (await of.byReference(reference)).id;
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      const missing = kind === 'customer' ? 'noSuchCustomer' : 'noSuchAccount';
      throw new Invalid({ [kind]: say(`portal-users.api.${missing}`) });
    }
  }

  /** Ids in the place of the references that a body names. */
  private async chosen(
    accountId: string,
    { sites, everySiteOf }: PersonBody,
  ): Promise<{ sites?: ChosenSites; everySiteOf?: string[] }> {
    return {
      ...(sites ? { sites: await this.siteIds(accountId, sites) } : {}),
      ...(everySiteOf ? { everySiteOf: await this.customerIds(accountId, everySiteOf) } : {}),
    };
  }

  private async customerIds(accountId: string, references: readonly string[]): Promise<string[]> {
    const ids = new Map(
      (await this.queries.customers(accountId)).map(({ reference, id }) => [reference, id]),
    );
    return references.map((one) => {
      const id = ids.get(one);
      const reference = one.slice(0, 200);
      if (!id) throw new Invalid({ everySiteOf: say('portal-users.api.noSuchCustomerOf', { reference }) });
      return id;
    });
  }

  private async siteIds(customerId: string, sites: NonNullable<PersonBody['sites']>): Promise<ChosenSites> {
    if (sites === 'all') return sites;
    const ids = await this.queries.siteIds(customerId, sites);
    return sites.map((reference) => {
      const id = ids.get(reference);
      if (!id)
        throw new Invalid({
          sites: say('portal-users.api.noSuchSite', { reference: reference.slice(0, 200) }),
        });
      return id;
    });
  }
}
