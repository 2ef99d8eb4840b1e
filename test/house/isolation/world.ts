import { SYSTEM } from '../../../src/audit/audit.service.js';
import { customers } from '../../../src/sections/company/company.kind.js';
import type { Field } from '../../../src/sections/engine/field.js';
import { RecordWriter } from '../../../src/sections/records/record.writer.js';
import { sampleBody } from '../../support/sample-records.js';
import type { Looker, Marked } from './marked.js';
import { ACCOUNT, CLOSED_AT_HALF, PLACES, type CustomerName } from './places.js';
import { MarkedRecords } from './records.js';
import { tokenFor } from './tokens.js';
import { closedBy } from './within.js';

/** Customers with records of every kind, and people who may see some of them. */
export class World extends MarkedRecords {
  private readonly people = new Map<string, string>();

  /** The portal open, every customer with records at each site and at none; two of them in one account. */
  async settle(): Promise<void> {
    await this.scene.openPortal();
    const [writer, names] = [this.portico.app.get(RecordWriter), Object.keys(PLACES)];
    const lines = names.map((reference, turn) => {
      const token = tokenFor(reference);
      const nameToken = tokenFor(`name of ${reference}`);
      const tokenOf = ({ name }: Field) => (name === 'name' ? nameToken : token);
      return { reference, body: sampleBody(customers, { token, tokenOf, turn, fileTypes: [] }) };
    });
    await writer.write(customers, lines, SYSTEM);
    await this.portico.sql('update customers set portal_enabled = true');
    const { reference, customers: together } = ACCOUNT;
    await this.scene.put(`consolidated-accounts/${reference}`, { name: 'Both of them', customers: together });
    for (const customer of Object.keys(PLACES) as CustomerName[]) await this.add(customer);
    await this.portico.sql(
      `update customer_permissions set allowed = false where permission = any ($1)
         and customer_id = (select id from customers where reference = 'HALF')`,
      [CLOSED_AT_HALF],
    );
  }

  /** Shares each of these incidents with somebody, and with nobody else. */
  async share(looker: Looker, which: (one: Marked) => boolean): Promise<void> {
    const chosen = this.marked.filter((one) => one.kind.table === 'incidents' && which(one));
    await this.portico.sql(
      `insert into incident_shares (incident_id, customer_id, portal_user_id, how)
       select id, customer_id, $2, 'hand' from incidents where id = any ($1) and status <> 'draft'`,
      [chosen.map(({ id }) => id), looker.accessId],
    );
    await this.read();
  }

  /** Somebody of a customer, or of the account of two, signed in. */
  async looker(name: string, of: CustomerName | 'BOTH', sites?: readonly string[]): Promise<Looker> {
    const token = tokenFor(`person ${name}`);
    const email = `${name}.${token}@people.test`;
    this.people.set(token, name);
    const person = await this.scene.portalUser(of, email, sites);
    const accesses = await this.portico.sql<{
      loginId: string;
      accessId: string;
      accountId: string;
      chosen: boolean;
    }>(
      `select l.id as "loginId", u.id as "accessId", u.account_id as "accountId", a.reference = $2 as chosen
       from logins l join portal_users u on u.login_id = l.id join portal_accounts a on a.id = u.account_id
       where l.email = $1 order by u.created_at desc`,
      [email, of],
    );
    const chosen = accesses.find((one) => one.chosen);
    if (!chosen) throw new Error(`${name} has no access to ${of}.`);
    const scope = await this.portico.sql<{
      customerId: string;
      reference: CustomerName;
      sites: string[] | null;
    }>(
      `select c.id as "customerId", c.reference, case when not u.every_site then coalesce((
           select array_agg(s.site_id) from portal_user_sites s where s.portal_user_id = u.id), '{}') end as sites
       from portal_users u join portal_account_customers a on a.account_id = u.account_id
         join customers c on c.id = a.customer_id where u.id = $1`,
      [chosen.accessId],
    );
    const looker: Looker = {
      name,
      person,
      loginId: chosen.loginId,
      accessId: chosen.accessId,
      scope: scope.map(({ customerId, reference, sites: only }) => ({
        customerId,
        sites: only ?? 'all',
        closed: reference === 'HALF' ? closedBy(CLOSED_AT_HALF) : new Set(),
      })),
      alsoNamed: accesses.map(({ accountId }) => accountId),
      colleagues: [],
    };
    await this.choose(looker);
    return looker;
  }

  /** From now on this session looks by this access, where its person has several. */
  async choose({ person, accessId }: Looker): Promise<void> {
    await person.open('/portal/accesses');
    const { $ } = person.seen;
    if ($(`button[name=access][value="${accessId}"]`).length > 0)
      await person.submit('/portal/accesses', {}, { name: 'access', value: accessId });
  }

  /** The same person as their customer's manager, who looks after all whose access is that customer's. */
  async asManager(looker: Looker): Promise<Looker> {
    await this.portico.sql('update portal_users set manager = true where id = $1', [looker.accessId]);
    const colleagues = await this.portico.sql<{ name: string }>(
      `select split_part(l.email, '.', 1) as name from portal_users u join logins l on l.id = u.login_id
       where u.customer_id = $1`,
      [looker.scope[0]?.customerId],
    );
    return { ...looker, colleagues: colleagues.map(({ name }) => name) };
  }

  /** The people who are named in a text. */
  peopleIn(text: string): string[] {
    return [...new Set(text.match(/qx[0-9a-z]{6}/g))].flatMap((word) => this.people.get(word) ?? []);
  }

  async withhold(looker: Looker, permissions: readonly string[]): Promise<void> {
    await this.portico.sql('update portal_users set withheld = $2 where id = $1', [
      looker.accessId,
      permissions,
    ]);
  }
}
