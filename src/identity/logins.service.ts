import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type Actor } from '../audit/audit.service.js';
import { breaksUnique, Database } from '../platform/database/database.js';
import { Conflict, Invalid, say } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { emailKey, Login } from './login.entity.js';
import { NewPasswords } from './new-passwords.service.js';

/** The role groups of every installation. What they may do is edited; what they are called is not. */
export const ROLE_GROUPS = [
  'administrator',
  'office',
  'accounts',
  'field',
  'viewer',
  'customer-portal',
] as const;
export type RoleGroupKey = (typeof ROLE_GROUPS)[number];

/** Makes logins and puts them into role groups. */
@Injectable()
export class Logins {
  constructor(
    private readonly database: Database,
    private readonly passwords: NewPasswords,
    private readonly audit: Audit,
  ) {}

  /**
   * A login of the staff with its password.
   * @param within the caller's transaction; without it the login has one of its own
   * @throws Conflict when the email has a login already, Invalid at `password` when it is obvious
   */
  async addStaff(
    actor: Actor,
    staff: { email: string; name: string; password: string; roleGroup: RoleGroupKey },
    within?: EntityManager,
  ): Promise<Login> {
    const passwordHash = await this.passwords.hash(staff.password, staff.email, within);
    try {
      const add = async (manager: EntityManager) => {
        const login = await this.insert(manager, { ...staff, kind: 'staff', passwordHash });
        await this.join(manager, login.id, staff.roleGroup);
        await this.audit.record(manager, actor, {
          action: 'login.added',
          subject: { kind: 'login', id: login.id },
          after: { kind: 'staff', roleGroup: staff.roleGroup },
        });
        return login;
      };
      return await (within ? add(within) : this.database.transaction(add));
    } catch (error) {
      if (breaksUnique(error, 'logins_email_key'))
        throw new Conflict(say('identity.login.exists', { email: staff.email }));
      throw error;
    }
  }

  /**
   * The customer-side login of an email, made without a password when there is none yet: its person chooses one when
   * accepting the invitation. A new one is in the role group for customers by itself. It is held until the transaction
   * ends, so that nobody says meanwhile that it is of the staff.
   * @param asItIs of a login that nobody has said the kind of, nothing is said here either
   * @throws Invalid at `email` when it belongs to a member of staff, or to somebody who is neither yet and must stay so
   */
  async customerLogin(
    manager: EntityManager,
    actor: Actor,
    { email, name }: Pick<Login, 'email' | 'name'>,
    asItIs = false,
  ): Promise<{ readonly login: Login; readonly made: boolean }> {
    await holdEmail(manager, email);
    const found = await manager.findOne(Login, {
      where: { emailKey: emailKey(email) },
      lock: { mode: 'for_no_key_update' },
    });
    if (found?.kind === 'staff') throw new Invalid({ email: say('identity.login.staff', { email }) });
    if (found?.kind === 'undecided') await this.becomesCustomer(manager, actor, found, asItIs);
    if (found) return { login: found, made: false };
    const login = await this.insert(manager, { email, name, kind: 'customer', passwordHash: null });
    await this.join(manager, login.id, 'customer-portal');
    return { login, made: true };
  }

  /** Whoever has role groups of the staff is about to be one of them: that is said at the login, not in passing. */
  private async becomesCustomer(
    manager: EntityManager,
    actor: Actor,
    login: Login,
    asItIs: boolean,
  ): Promise<void> {
    const [{ staff } = { staff: false }] = await manager.query<{ staff: boolean }[]>(
      `select exists (select from login_role_groups h join role_groups g on g.id = h.role_group_id
         where h.login_id = $1 and g.kind = 'staff') as staff`,
      [login.id],
    );
    if (staff || asItIs)
      throw new Invalid({ email: say('identity.login.undecided', { email: login.email }) });
    await manager.query(
      `update logins set kind = 'customer', version = version + 1, updated_at = now() where id = $1`,
      [login.id],
    );
    await this.audit.record(manager, actor, {
      action: 'login.type-changed',
      subject: { kind: 'login', id: login.id },
      before: { kind: login.kind },
      after: { kind: 'customer' },
    });
    login.kind = 'customer';
  }

  private async insert(
    manager: EntityManager,
    { email, name, kind, passwordHash }: Pick<Login, 'email' | 'name' | 'kind' | 'passwordHash'>,
  ): Promise<Login> {
    const login = manager.create(Login, {
      id: newId(),
      email,
      emailKey: emailKey(email),
      name,
      kind,
      passwordHash,
    });
    login.epoch = 1;
    login.disabledAt = null;
    await manager.insert(Login, login);
    return login;
  }

  private async join(manager: EntityManager, loginId: string, roleGroup: RoleGroupKey): Promise<void> {
    await manager.query(
      `insert into login_role_groups (login_id, role_group_id) select $1, id from role_groups where key = $2
       on conflict do nothing`,
      [loginId, roleGroup],
    );
  }
}

/** Two who make a login of the same email at the same moment come one after the other. */
export async function holdEmail(manager: EntityManager, email: string): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('login ' || $1, 0))`, [emailKey(email)]);
}
