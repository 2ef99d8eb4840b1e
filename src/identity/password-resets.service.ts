import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository, type EntityManager } from 'typeorm';
import { Audit } from '../audit/audit.service.js';
import { Outbox } from '../mail/outbox.service.js';
import { Database } from '../platform/database/database.js';
import { Expired, NotFound, say } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { MailedTokens } from '../platform/mailed-tokens.js';
import { emailKey, Login } from './login.entity.js';
import { PasswordReset } from './password-reset.entity.js';
import { hashPassword } from './passwords.js';
import { SignInLimits } from './sign-in.limits.js';

const HOURS = 1;

/** Forgotten passwords: a link by mail, single use, one hour. */
@Injectable()
export class PasswordResets {
  constructor(
    @InjectRepository(PasswordReset) private readonly resets: Repository<PasswordReset>,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly tokens: MailedTokens,
    private readonly limits: SignInLimits,
    private readonly audit: Audit,
  ) {}

  /**
   * Writes a mail to be, for any address at all, so that the answer and its time tell nobody whether the address is
   * known. Only when the mail is made does a worker look for the login.
   * @throws TooMany
   */
  async ask(email: string, address: string): Promise<void> {
    const key = `reset:${emailKey(email)}`;
    await this.limits.attempt(key, address);
    const id = await this.database.transaction((manager) =>
      this.outbox.put(manager, { kind: 'password-reset', subjectId: newId(), recipient: email }),
    );
    this.outbox.feed(id);
  }

  /** The row behind a mail, made on the worker's first look; undefined when nobody has this address. */
  async begin(resetId: string, email: string): Promise<{ reset: PasswordReset; login: Login } | undefined> {
    return this.database.transaction(async (manager) => {
      const login = await manager.findOneBy(Login, { emailKey: emailKey(email) });
      if (!login || login.disabledAt || !login.passwordHash) return undefined;
      const made = await manager.findOneBy(PasswordReset, { id: resetId });
      if (made) return { reset: made, login };
      const reset = manager.create(PasswordReset, {
        id: resetId,
        loginId: login.id,
        tokenVersion: 1,
        tokenHash: this.tokens.hash('password-reset', resetId, 1),
        expiresAt: new Date(Date.now() + HOURS * 3_600_000),
      });
      await manager.insert(PasswordReset, reset);
      return { reset, login };
    });
  }

  /**
   * The reset that a link stands for.
   * @throws NotFound for a link that is no link, Expired for one that was used or has run out
   */
  async find(token: string): Promise<PasswordReset> {
    const id = this.tokens.rowId(token);
    const reset = id ? await this.resets.findOneBy({ id }) : null;
    if (!reset) throw new NotFound();
    const row = { id: reset.id, version: reset.tokenVersion, hash: reset.tokenHash };
    if (this.tokens.check('password-reset', token, row) === 'unknown') throw new NotFound();
    if (reset.usedAt) throw new Expired(say('identity.reset.used'));
    if (reset.expiresAt < new Date()) throw new Expired(say('identity.reset.expired'));
    return reset;
  }

  /** Sets the new password and ends every session of the login. */
  async use(token: string, password: string, address: string): Promise<void> {
    const reset = await this.find(token);
    const passwordHash = await hashPassword(password);
    await this.database.transaction(async (manager) => {
      const used = await manager.update(
        PasswordReset,
        { id: reset.id, usedAt: IsNull() },
        { usedAt: new Date() },
      );
      if (used.affected !== 1) throw new Expired(say('identity.reset.used'));
      await this.setPassword(manager, reset.loginId, passwordHash);
      const login = { kind: 'login', id: reset.loginId };
      await this.audit.record(
        manager,
        { kind: 'visitor', id: undefined, address },
        {
          action: 'login.password-reset',
          subject: login,
        },
      );
    });
  }

  private async setPassword(manager: EntityManager, loginId: string, passwordHash: string): Promise<void> {
    await manager.query(
      'update logins set password_hash = $2, epoch = epoch + 1, version = version + 1, updated_at = now() where id = $1',
      [loginId, passwordHash],
    );
    await manager.query(
      `update password_resets set used_at = now() where login_id = $1 and used_at is null`,
      [loginId],
    );
  }
}
