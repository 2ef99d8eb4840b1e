import { Injectable } from '@nestjs/common';
import { visitor } from '../../access/viewer.js';
import type { Actor } from '../../audit/audit.service.js';
import { lockAccount } from '../../customers/accounts/account.lock.js';
import { ConsolidatedAccounts } from '../../customers/accounts/accounts.service.js';
import { emailKey } from '../../identity/login.entity.js';
import { checkPassword, hashPassword } from '../../identity/passwords.js';
import { Acceptance } from '../../invitations/acceptance.service.js';
import { InvitationLinks } from '../../invitations/invitation.links.js';
import { Invitations } from '../../invitations/invitations.service.js';
import { Config } from '../../platform/config.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { MailedTokens } from '../../platform/mailed-tokens.js';
import type { DemoSignIn } from '../../platform/run/demo-sign-ins.js';
import { PortalAccessService } from '../../portal-users/portal-access.service.js';
import { PortalUsers } from '../../portal-users/portal-users.service.js';
import type { Demo, DemoAccess, DemoAccount, DemoPerson } from './demo.js';
import { demoPassword } from './demo.passwords.js';

/** Gives customers of a demonstration their portal access, and invites people as the office would. */
@Injectable()
export class DemoPeople {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly access: PortalAccessService,
    private readonly users: PortalUsers,
    private readonly invitations: Invitations,
    private readonly links: InvitationLinks,
    private readonly tokens: MailedTokens,
    private readonly acceptance: Acceptance,
    private readonly accounts: ConsolidatedAccounts,
  ) {}

  /** @param staffId in whose name people are invited */
  async invite({ access, accounts = [], people }: Demo, staffId: string): Promise<void> {
    const office: Actor = { kind: 'staff', id: staffId, address: '' };
    for (const one of access) await this.switchOn(office, one);
    for (const one of accounts) await this.seeTogether(office, one);
    for (const person of people)
      for (const account of [person.customer, ...(person.further ?? [])]) {
        const id = await this.portalUser(office, person, account);
        if (person.invitation.accepted) await this.accept(person, id);
      }
  }

  /** Who may sign in. Where another secret made the passwords that are kept, they are set anew. */
  async signIns({ administrator, clerk, people }: Demo): Promise<DemoSignIn[]> {
    const customers = people.flatMap(({ email, invitation }) =>
      invitation.accepted ? [{ who: invitation.who, email }] : [],
    );
    const all = [
      { who: 'Administrator', email: administrator.email },
      { who: 'Office clerk', email: clerk.email },
      ...customers,
    ];
    return Promise.all(all.map(async (one) => ({ ...one, password: await this.password(one.email) })));
  }

  private async switchOn(office: Actor, { customer, off = [] }: DemoAccess): Promise<void> {
    const sections = Object.fromEntries(off.map((permission) => [permission, false]));
    await this.access.save(office, await this.customerId(customer), { enabled: true, sections });
  }

  /** A consolidated account with its customers; made once. */
  private async seeTogether(office: Actor, { reference, name, customers }: DemoAccount): Promise<void> {
    const found = await this.database.row<{ id: string }>(
      'select id from consolidated_accounts where reference = $1',
      [reference],
    );
    const id = found?.id ?? (await this.accounts.add(office, newId(), { reference, name })).account.id;
    for (const customer of customers)
      await this.accounts.addCustomer(office, id, await this.customerId(customer));
  }

  /** The person's access to a customer or a consolidated account, invited; made once. */
  private async portalUser(office: Actor, person: DemoPerson, reference: string): Promise<string> {
    const accountId = await this.customerId(reference);
    const sites = person.sites === 'all' ? 'all' : await this.siteIds(person.sites);
    return this.database.transaction(async (manager) => {
      await lockAccount(manager, accountId);
      const [found] = await manager.query<{ id: string }[]>(
        `select u.id from portal_users u join logins l on l.id = u.login_id
         where l.email_key = $1 and u.account_id = $2 and u.ended_at is null`,
        [emailKey(person.email), accountId],
      );
      if (found) return found.id;
      const { email, firstName, lastName, withheld } = person;
      const { showLiveClockIns = false, shareAllIncidents = false } = person;
      const user = await this.users.give(manager, office, accountId, {
        ...{ email, firstName, lastName, withheld, sites, showLiveClockIns, shareAllIncidents },
      });
      await this.invitations.send(manager, office, user.id);
      return user.id;
    });
  }

  /** Accepts as the person would, by the link of the mail; the mail itself is not sent any more. */
  private async accept({ email, firstName, lastName }: DemoPerson, portalUserId: string): Promise<void> {
    const row = await this.database.row<{ id: string; version: number; hash: string }>(
      `select id, token_version as version, token_hash as hash from invitations
       where portal_user_id = $1 and accepted_at is null`,
      [portalUserId],
    );
    const token = row && this.tokens.token('invitation', row);
    if (!token) return;
    const password = demoPassword(this.config.secretKeys[0], email);
    const invitation = await this.links.open(token);
    if (invitation.hasPassword) {
      const themselves = { ...visitor(''), id: invitation.loginId };
      await this.acceptance.ofKnownPerson(invitation, undefined, themselves);
      return;
    }
    await this.acceptance.ofNewPerson(invitation, { firstName, lastName, password }, visitor(''));
  }

  private async password(email: string): Promise<string> {
    const password = demoPassword(this.config.secretKeys[0], email);
    const key = emailKey(email);
    const kept = await this.database.row<{ hash: string | null }>(
      'select password_hash as hash from logins where email_key = $1',
      [key],
    );
    if (kept && !(await checkPassword(password, kept.hash)))
      await this.database.rows(
        'update logins set password_hash = $2, epoch = epoch + 1, version = version + 1 where email_key = $1',
        [key, await hashPassword(password)],
      );
    return password;
  }

  private async customerId(reference: string): Promise<string> {
    const row = await this.database.row<{ id: string }>(
      'select id from portal_accounts where reference = $1',
      [reference],
    );
    if (!row) throw new Error(`The demonstration has no customer ${reference}.`);
    return row.id;
  }

  private async siteIds(references: readonly string[]): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>('select id from sites where reference = any ($1)', [
      references,
    ]);
    return rows.map(({ id }) => id);
  }
}
