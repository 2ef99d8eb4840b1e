import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type Actor } from '../audit/audit.service.js';
import type { Login } from '../identity/login.entity.js';
import { Logins } from '../identity/logins.service.js';
import type { Session } from '../identity/session.entity.js';
import { Sessions } from '../identity/sessions.service.js';
import { SET_UP_NEEDED, SetUpQueries } from '../identity/set-up.queries.js';
import { SignInLimits } from '../identity/sign-in.limits.js';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { Invalid, NotFound, say } from '../platform/errors.js';
import { Words } from '../platform/pages/words.js';
import { SUBJECTS } from './subjects.js';
import { PermissionDefaults } from './permission-defaults.service.js';
import { isSetUpCode, setUpCode } from './set-up.code.js';
import type { SetUpForm } from './set-up.forms.js';

/** Who runs the installation from now on. */
export interface FirstAdministrator {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** The first run: an installation without staff is set up by whoever can read the code printed at its start. */
@Injectable()
export class SetUp {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly logins: Logins,
    private readonly sessions: Sessions,
    private readonly queries: SetUpQueries,
    private readonly limits: SignInLimits,
    private readonly defaults: PermissionDefaults,
    private readonly audit: Audit,
    private readonly words: Words,
  ) {}

  /** Whether nobody has set this installation up, and nobody of its staff can sign in. */
  needed(): Promise<boolean> {
    return this.queries.needed();
  }

  /** Lines for whoever starts a web process: where to set it up and the code. None once it is set up. */
  async notices(): Promise<readonly string[]> {
    if (!(await this.needed())) return [];
    const code = setUpCode(this.config.secretKeys[0], await this.databaseId());
    return [this.words.say(say('settings.setUp.notice', { address: `${this.config.baseUrl}/set-up`, code }))];
  }

  /**
   * Sets the installation up and signs its first administrator in.
   * @throws Invalid when the code is wrong or the password obvious, TooMany after too many wrong ones, NotFound when somebody was faster,
   *   Conflict when the email has a login already
   */
  async complete(form: SetUpForm, address: string): Promise<Session> {
    await this.checkCode(form.code, address);
    return this.database.transaction(async (manager) => {
      const visitor = { kind: 'visitor', id: undefined, address } as const;
      const [row] = await manager.query<{ needed: boolean }[]>(LOCK_AND_ASK);
      if (!row?.needed) throw new NotFound();
      await this.finish(manager, visitor, form.organisation);
      const login = await this.logins.addStaff(visitor, { ...form, roleGroup: 'administrator' }, manager);
      return this.sessions.begin(manager, login, address);
    });
  }

  /**
   * Adds an administrator; the first one completes set-up. For the command line.
   * @throws Conflict when the email has a login already
   */
  addAdministrator(actor: Actor, administrator: FirstAdministrator): Promise<Login> {
    return this.database.transaction(async (manager) => {
      await manager.query('select from organisation for update');
      await this.finish(manager, actor, undefined);
      return this.logins.addStaff(actor, { ...administrator, roleGroup: 'administrator' }, manager);
    });
  }

  /** From now on it is set up; what its permissions begin with is settled before. Done once, whoever calls again. */
  async finish(manager: EntityManager, actor: Actor, organisation: string | undefined): Promise<void> {
    await this.defaults.fill(manager);
    const done = await manager.query<[unknown[], number]>(
      `update organisation set set_up_at = now(), name = coalesce($1, name), version = version + 1, updated_at = now()
       where set_up_at is null`,
      [organisation],
    );
    if (done[1] === 0) return;
    const after = organisation === undefined ? {} : { name: organisation };
    await this.audit.record(manager, actor, {
      action: 'organisation.set-up',
      subject: SUBJECTS.organisation,
      after,
    });
  }

  private async checkCode(code: string, address: string): Promise<void> {
    const key = `set-up ${address}`;
    await this.limits.attempt(key, address, 'settings.setUp.tooMany');
    if (!isSetUpCode(code, this.config.secretKeys, await this.databaseId()))
      throw new Invalid({ code: say('settings.setUp.codeWrong') });
    await this.limits.succeeded(key);
  }

  /** A database made anew has another code. */
  private async databaseId(): Promise<string> {
    const row = await this.database.row<{ id: string }>(
      `select datname || ' ' || oid as id from pg_database where datname = current_database()`,
    );
    return row?.id ?? '';
  }
}

const LOCK_AND_ASK = `${SET_UP_NEEDED} for update of organisation`;
