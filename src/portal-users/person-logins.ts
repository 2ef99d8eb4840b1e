import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../audit/audit.service.js';
import type { Login } from '../identity/login.entity.js';
import { Logins } from '../identity/logins.service.js';
import { fullName, type Names } from '../identity/names.js';
import { Invalid, say } from '../platform/errors.js';

/** What of a login that exists already stays as it is when its person is given an access. */
export type Leaving = 'nothing' | 'roleGroups' | 'all';

/** The logins of people who are given an access. */
@Injectable()
export class PersonLogins {
  constructor(private readonly logins: Logins) {}

  /**
   * The login of an address, made when there is none, and in the role group for customers. A name that somebody has
   * given it stays.
   * @param leaving what of a login that exists already: its role groups, as whoever was taken out of the group stays
   *   out; or all of it, as whoever asks has no say in it
   * @throws Invalid at `email` for staff, for a login that is disabled, and for one that would not be left as it is
   */
  async login(
    manager: EntityManager,
    actor: Actor,
    { email, ...names }: Names & { readonly email: string },
    leaving: Leaving = 'nothing',
  ): Promise<Login> {
    const person = { email, name: fullName(names) };
    const { login, made } = await this.logins.customerLogin(manager, actor, person, leaving === 'all');
    if (login.disabledAt) throw new Invalid({ email: say('invitations.loginDisabled', { email }) });
    if (leaving === 'all' && !made) return login;
    if (leaving === 'nothing') await manager.query(JOIN, [login.id]);
    if (login.name === '' || login.name === fullName(names)) await this.rename(manager, login.id, names);
    return login;
  }

  /** Whether the name is another now. Nothing is done unless both parts are given. */
  async rename(
    manager: EntityManager,
    loginId: string,
    { firstName, lastName }: Partial<Names>,
  ): Promise<boolean> {
    if (firstName === undefined || lastName === undefined) return false;
    const [, renamed] = await manager.query<[unknown[], number]>(
      `update logins set name = $2, last_name = $3, version = version + 1, updated_at = now()
       where id = $1 and (name <> $2 or last_name <> $3)`,
      [loginId, fullName({ firstName, lastName }), lastName],
    );
    return renamed > 0;
  }
}

const JOIN = `
  insert into login_role_groups (login_id, role_group_id)
  select $1, id from role_groups where key = 'customer-portal' on conflict do nothing`;
