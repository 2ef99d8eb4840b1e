import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import type { AuditAction } from '../audit/actions.js';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { Conflict, Invalid, say } from '../platform/errors.js';
import { holdAdministrators, isAdministrator, keepAnAdministrator } from './administrators.js';
import { mustBeWithin } from './login-rights.js';
import { LoginQueries, type LoginRow } from './login.queries.js';
import { emailKey, Login } from './login.entity.js';
import { holdEmail } from './logins.service.js';
import { StaffLinks } from './staff-links.service.js';

/** A login to be. Nobody types a password for somebody else. */
export interface NewLogin {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Makes logins by hand, and says what kind of person each is. */
@Injectable()
export class LoginAdministration {
  constructor(
    private readonly database: Database,
    private readonly queries: LoginQueries,
    private readonly links: StaffLinks,
    private readonly audit: Audit,
  ) {}

  /**
   * A login of somebody of whom nothing else is said yet. A form that is sent twice makes one.
   * @param forPortal puts it into the role group for customers; without it the portal stays closed to it
   * @throws Invalid at `email` when it has a login already
   */
  async add(viewer: Viewer, login: NewLogin, forPortal: boolean): Promise<void> {
    await this.database.transaction(async (manager) => {
      if (!(await this.insert(manager, login, 'undecided'))) return;
      if (forPortal) await manager.query(JOIN_PORTAL, [login.id]);
      await this.record(manager, viewer, 'login.added', login.id, {
        after: { kind: 'undecided', roleGroups: forPortal ? ['customer-portal'] : [] },
      });
    });
  }

  /**
   * A member of staff with the role groups of another. They choose a password by a link that is mailed to them.
   * @throws NotFound, Forbidden when the other may do more than the viewer, Invalid at `email`
   */
  async copy(viewer: Viewer, fromId: string, login: NewLogin): Promise<void> {
    const mails = await this.database.transaction(async (manager) => {
      await holdEmail(manager, login.email);
      const from = await this.queries.held(manager, fromId);
      if (from.kind !== 'staff') throw new Conflict(say('identity.logins.copy.staffOnly'));
      mustBeWithin(from, viewer);
      if (!(await this.insert(manager, login, 'staff'))) return [];
      await manager.query(COPY_ROLE_GROUPS, [login.id, fromId]);
      const roleGroups = await roleGroupKeys(manager, login.id);
      const after = { kind: 'staff', roleGroups, copiedFrom: fromId };
      await this.record(manager, viewer, 'login.added', login.id, { after });
      return [await this.links.put(manager, login)];
    });
    this.links.feed(mails);
  }

  /**
   * Says whether a login is of the staff or of a customer. Role groups of the other side go, and so do sessions. A new
   * member of staff is mailed a link to choose a password.
   * @throws NotFound, Forbidden, Conflict while it sees a customer's records, LastAdministrator
   */
  async decide(viewer: Viewer, id: string, kind: 'staff' | 'customer'): Promise<void> {
    const mails = await this.database.transaction(async (manager) => {
      await holdAdministrators(manager);
      const before = await this.queries.held(manager, id);
      mustBeWithin(before, viewer);
      if (before.kind === kind) return [];
      if (before.accesses.length > 0) throw new Conflict(say('identity.logins.type.hasAccess'));
      const administrator = await isAdministrator(manager, id);
      await manager.query(LEAVE_THE_OTHERS, [id, kind]);
      await manager.query(DECIDE, [id, kind]);
      if (administrator) await keepAnAdministrator(manager);
      await this.links.takeBack(manager, id);
      const sides = { before: { kind: before.kind }, after: { kind } };
      await this.record(manager, viewer, 'login.type-changed', id, sides);
      return kind === 'staff' && before.state === 'waiting' ? [await this.links.put(manager, before)] : [];
    });
    this.links.feed(mails);
  }

  /**
   * Mails a new link to choose a first password.
   * @throws NotFound, Forbidden, Conflict when there is a password, or the login is no member of staff who may sign in
   */
  async sendLink(viewer: Viewer, id: string): Promise<LoginRow> {
    const { login, mail } = await this.database.transaction(async (manager) => {
      const login = await this.queries.held(manager, id);
      mustBeWithin(login, viewer);
      if (login.kind !== 'staff' || login.state !== 'waiting')
        throw new Conflict(say('identity.logins.link.notWaiting'));
      await this.record(manager, viewer, 'login.link-sent', id);
      return { login, mail: await this.links.put(manager, login) };
    });
    this.links.feed([mail]);
    return login;
  }

  /** Whether it was made: not when the same form has made it already. @throws Invalid at `email` */
  private async insert(
    manager: EntityManager,
    { id, name, email }: NewLogin,
    kind: Login['kind'],
  ): Promise<boolean> {
    await holdEmail(manager, email);
    const found = await manager.findOneBy(Login, { emailKey: emailKey(email) });
    if (found?.id === id) return false;
    if (found || (await manager.existsBy(Login, { id })))
      throw new Invalid({ email: say('identity.login.exists', { email }) });
    await manager.insert(Login, { id, name, email, emailKey: emailKey(email), kind });
    return true;
  }

  private record(
    manager: EntityManager,
    viewer: Viewer,
    action: AuditAction,
    id: string,
    sides: { before?: object; after?: object } = {},
  ): Promise<void> {
    return this.audit.record(manager, viewer, { action, subject: { kind: 'login', id }, ...sides });
  }
}

/** The keys of a login's role groups, as audit lines hold them. */
export async function roleGroupKeys(manager: EntityManager, loginId: string): Promise<string[]> {
  const rows = await manager.query<{ key: string }[]>(
    `select g.key from login_role_groups h join role_groups g on g.id = h.role_group_id
     where h.login_id = $1 order by g.key`,
    [loginId],
  );
  return rows.map(({ key }) => key);
}

const JOIN_PORTAL = `
  insert into login_role_groups (login_id, role_group_id)
  select $1, id from role_groups where key = 'customer-portal'`;

const COPY_ROLE_GROUPS = `
  insert into login_role_groups (login_id, role_group_id)
  select $1, h.role_group_id from login_role_groups h
  join role_groups g on g.id = h.role_group_id and g.kind = 'staff' where h.login_id = $2`;

const LEAVE_THE_OTHERS = `
  delete from login_role_groups h using role_groups g
  where h.login_id = $1 and g.id = h.role_group_id and g.kind <> $2`;

const DECIDE = `
  update logins set kind = $2, epoch = epoch + 1, version = version + 1, updated_at = now() where id = $1`;
