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
import { NewPasswords } from './new-passwords.service.js';
import { SignInLimits } from './sign-in.limits.js';

const HOURS = 1;

/** A link that was used or has run out, or of which nothing is known any more. */
export class ResetClosed extends Expired {
  constructor(
    readonly because: 'used' | 'expired' | 'unknown',
    /** Whether they can ask for another themselves: a first password is for the office to send a link for. */
    readonly mayAsk: boolean,
  ) {
    super(say(`identity.reset.${because}`));
  }
}

/** A link of which a mail program or a hand has lost a part. */
export class ResetBroken extends NotFound {}

/** Forgotten passwords: a link by mail, single use, one hour. */
@Injectable()
export class PasswordResets {
  constructor(
    @InjectRepository(PasswordReset) private readonly resets: Repository<PasswordReset>,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly tokens: MailedTokens,
    private readonly limits: SignInLimits,
    private readonly passwords: NewPasswords,
    private readonly audit: Audit,
  ) {}

  /**
   * Writes a mail to be, for any address at all, so that the answer and its time tell nobody whether the address is
   * known. Only when the mail is made does a worker look for the login.
   * @throws TooMany
   */
  async ask(email: string, address: string): Promise<void> {
    const key = `reset:${emailKey(email)}`;
    await this.limits.attempt(key, address, 'identity.forgot.tooMany');
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
   * @throws ResetBroken for what cannot be a whole link, ResetClosed for one that was used, has run out or is nobody's
   */
  async find(token: string): Promise<PasswordReset> {
    if (!this.tokens.isWhole(token)) throw new ResetBroken();
    const id = this.tokens.rowId(token);
    const reset = id ? await this.resets.findOneBy({ id }) : null;
    if (!reset) throw new ResetClosed('unknown', true);
    const row = { id: reset.id, version: reset.tokenVersion, hash: reset.tokenHash };
    if (this.tokens.check('password-reset', token, row) === 'unknown') throw new ResetClosed('unknown', true);
    if (reset.usedAt) throw await this.closed('used', reset);
    if (reset.expiresAt < new Date()) throw await this.closed('expired', reset);
    return reset;
  }

  private async closed(because: ResetClosed['because'], { loginId }: PasswordReset): Promise<ResetClosed> {
    const login = await this.database.row<{ mayAsk: boolean }>(
      `select password_hash is not null and disabled_at is null as "mayAsk" from logins where id = $1`,
      [loginId],
    );
    return new ResetClosed(because, login?.mayAsk ?? false);
  }

  /**
   * Sets the new password and ends every session of the login.
   * @throws Invalid at `password` when it is obvious
   */
  async use(token: string, password: string, address: string): Promise<void> {
    const reset = await this.find(token);
    const login = await this.database.row<{ email: string }>('select email from logins where id = $1', [
      reset.loginId,
    ]);
    const passwordHash = await this.passwords.hash(password, login?.email ?? '');
    await this.database.transaction(async (manager) => {
      const used = await manager.update(
        PasswordReset,
        { id: reset.id, usedAt: IsNull() },
        { usedAt: new Date() },
      );
      if (used.affected !== 1) throw new ResetClosed('used', true);
      await this.limits.succeeded(await this.setPassword(manager, reset.loginId, passwordHash), manager);
      await this.audit.record(
        manager,
        { kind: 'visitor', id: undefined, address },
        {
          action: 'login.password-reset',
          subject: { kind: 'login', id: reset.loginId },
        },
      );
    });
  }

  /** Answers the login's address as it is compared. */
  private async setPassword(manager: EntityManager, loginId: string, passwordHash: string): Promise<string> {
    const [[login]] = await manager.query<[{ key: string }[], number]>(
      `update logins set password_hash = $2, epoch = epoch + 1, version = version + 1, updated_at = now()
       where id = $1 returning email_key as key`,
      [loginId, passwordHash],
    );
    await manager.query(
      `update password_resets set used_at = now() where login_id = $1 and used_at is null`,
      [loginId],
    );
    return login?.key ?? '';
  }
}
