import { Injectable } from '@nestjs/common';
import { PermissionCatalogue } from '../access/catalogue.js';
import { decidePortalAccess } from '../access/decision.js';
import { FactsQueries } from '../access/facts.queries.js';
import type { Actor } from '../audit/audit.service.js';
import { CustomersQueries } from '../customers/customers.queries.js';
import { lockAccount } from '../customers/accounts/account.lock.js';
import { namesOf } from '../identity/names.js';
import { Invitations } from '../invitations/invitations.service.js';
import { Database } from '../platform/database/database.js';
import { Invalid, NotFound, say } from '../platform/errors.js';
import type { Seen } from '../platform/http/if-match.js';
import type { ChosenSites } from './person-sites.js';
import { explain, personRecord, type Explanation, type PersonRecord } from './portal-users.answers.js';
import { readNewPerson, readPersonPatch, type PersonBody } from './portal-users.body.js';
import { PortalUsersQueries } from './portal-users.queries.js';
import { EVERYTHING } from './person-access.js';
import { PortalUsers } from './portal-users.service.js';

/** People of customers, for systems: the same writes as the pages make. */
@Injectable()
export class PortalUsersApi {
  constructor(
    private readonly database: Database,
    private readonly customers: CustomersQueries,
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
    const { customer, invite, ...person } = readNewPerson(body, this.catalogue);
    const customerId = await this.customerId(customer);
    const sites = await this.siteIds(customerId, person.sites ?? 'all');
    const { id, mails } = await this.database.transaction(async (manager) => {
      await lockAccount(manager, customerId);
      const named = { firstName: '', lastName: '', ...EVERYTHING, ...person, sites };
      const user = await this.users.give(manager, actor, customerId, named);
      return { id: user.id, mails: invite ? [await this.invitations.send(manager, actor, user.id)] : [] };
    });
    this.invitations.feed(mails);
    return this.get(id);
  }

  /** @throws NotFound, Invalid, Outdated */
  async change(actor: Actor, id: string, body: unknown, seen: Seen): Promise<PersonRecord> {
    const row = await this.queries.get(id);
    const now = { email: row.email, customer: row.customerReference };
    const { sites, ...patch } = readPersonPatch(body, this.catalogue, now);
    const chosen = sites ? { sites: await this.siteIds(row.accountId, sites) } : {};
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
    const permissions = this.catalogue.all.map(({ key }) =>
      explain(decidePortalAccess(key, facts), facts, row),
    );
    return { permissions };
  }

  private async customerId(reference: string): Promise<string> {
    try {
      return (await this.customers.byReference(reference)).id;
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      throw new Invalid({ customer: say('portal-users.api.noSuchCustomer') });
    }
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
