import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { Audit, difference } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { Forbidden, Invalid, Outdated, say } from '../platform/errors.js';
import { holdAdministrators, isAdministrator, keepAnAdministrator } from './administrators.js';
import { roleGroupKeys } from './login-administration.service.js';
import { isWithin, mustBeWithin } from './login-rights.js';
import { LoginQueries, type LoginRow, type OfferedRoleGroup } from './login.queries.js';
import { emailKey } from './login.entity.js';
import { holdEmail } from './logins.service.js';
import { StaffLinks } from './staff-links.service.js';

/** What the page of a login changes. */
export interface LoginChange {
  readonly name: string;
  readonly email: string;
  readonly roleGroupIds: readonly string[];
}

/** Changes a login's name, email and role groups. It applies from the login's next request on. */
@Injectable()
export class LoginChanges {
  constructor(
    private readonly database: Database,
    private readonly queries: LoginQueries,
    private readonly links: StaffLinks,
    private readonly audit: Audit,
  ) {}

  /**
   * @param version that the change was made upon
   * @throws NotFound, Forbidden, Outdated, LastAdministrator, Invalid at `email` when another login has it
   */
  async change(viewer: Viewer, id: string, change: LoginChange, version: number): Promise<void> {
    const mails = await this.database.transaction(async (manager) => {
      await holdAdministrators(manager);
      await holdEmail(manager, change.email);
      const before = await this.queries.held(manager, id);
      mustBeWithin(before, viewer);
      if (before.version !== version) throw new Outdated(say('platform.errors.invalid'));
      const moved = {
        name: change.name !== before.name,
        email: change.email !== before.email,
        roleGroups: !sameIds(change.roleGroupIds, before.roleGroupIds),
      };
      if (!moved.name && !moved.email && !moved.roleGroups) return [];
      const keysBefore = await roleGroupKeys(manager, id);
      if (moved.roleGroups) await this.setRoleGroups(manager, viewer, before, change.roleGroupIds);
      const mails = moved.email ? await this.readdress(manager, before, change.email) : [];
      await manager.query(
        `update logins set name = $2, version = version + 1, updated_at = now() where id = $1`,
        [id, change.name],
      );
      const roleGroups = await roleGroupKeys(manager, id);
      const sides = difference(
        { name: before.name, email: before.email, roleGroups: keysBefore },
        { name: change.name, email: change.email, roleGroups },
      );
      const subject = { kind: 'login', id };
      await this.audit.record(manager, viewer, { action: 'login.changed', subject, ...sides });
      return mails;
    });
    this.links.feed(mails);
  }

  /** Only role groups of the login's own side, and only those that the viewer may do themselves. */
  private async setRoleGroups(
    manager: EntityManager,
    viewer: Viewer,
    before: LoginRow,
    chosen: readonly string[],
  ): Promise<void> {
    const offered = await manager.query<OfferedRoleGroup[]>(
      'select id, key, name, kind, permissions from role_groups where id = any($1::uuid[]) for share',
      [[...chosen, ...before.roleGroupIds]],
    );
    const moved = offered.filter(({ id }) => chosen.includes(id) !== before.roleGroupIds.includes(id));
    if (moved.some((group) => !isWithin(group, viewer)))
      throw new Forbidden(say('identity.logins.holdsMore'));
    if (moved.some(({ kind }) => before.kind !== 'undecided' && kind !== before.kind))
      throw new Invalid({ roleGroups: say('identity.logins.otherSide') });
    const administrator = await isAdministrator(manager, before.id);
    await manager.query(
      'delete from login_role_groups where login_id = $1 and role_group_id <> all($2::uuid[])',
      [before.id, chosen],
    );
    await manager.query(
      `insert into login_role_groups (login_id, role_group_id)
       select $1, id from role_groups where id = any($2::uuid[]) on conflict do nothing`,
      [before.id, chosen],
    );
    if (administrator) await keepAnAdministrator(manager);
  }

  /** Whatever was mailed to the old address opens nothing any more; the mails' ids of what is mailed to the new one. */
  private async readdress(manager: EntityManager, login: LoginRow, email: string): Promise<string[]> {
    const key = emailKey(email);
    const others = await manager.query<unknown[]>('select from logins where email_key = $1 and id <> $2', [
      key,
      login.id,
    ]);
    if (others.length > 0) throw new Invalid({ email: say('identity.login.exists', { email }) });
    await manager.query('update logins set email = $2, email_key = $3 where id = $1', [login.id, email, key]);
    await this.links.takeBack(manager, login.id);
    await manager.query(TAKE_INVITATIONS_BACK, [login.id]);
    const waiting = login.kind === 'staff' && login.state === 'waiting';
    return waiting ? [await this.links.put(manager, { id: login.id, email })] : [];
  }
}

const sameIds = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));

/** The folder to the right owns invitations; here a whole login is readdressed, with every access it may have. */
const TAKE_INVITATIONS_BACK = `
  with revoked as (
    update invitations i set revoked_at = now() from portal_users u
    where u.id = i.portal_user_id and u.login_id = $1 and i.revoked_at is null and i.accepted_at is null
    returning i.id
  )
  update mails m set state = 'cancelled' from revoked r
  where m.subject_id = r.id and m.state in ('queued', 'sending')`;
