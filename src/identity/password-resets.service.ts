import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { LoginLinks } from './login-links.service.js';
import { NewPasswords } from './new-passwords.service.js';
import { SignInLimits } from './sign-in.limits.js';

/** Forgotten passwords: a new one by a link of the mail. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly links: LoginLinks,
    private readonly database: Database,
    private readonly limits: SignInLimits,
    private readonly passwords: NewPasswords,
    private readonly audit: Audit,
  ) {}

  /**
   * Sets the new password and ends every session of the login.
   * @throws Invalid at `password` when it is obvious, LinkBroken, LinkClosed
   */
  async use(token: string, password: string, address: string): Promise<void> {
    const link = await this.links.find('password', token);
    const login = await this.database.row<{ email: string }>('select email from logins where id = $1', [
      link.loginId,
    ]);
    const passwordHash = await this.passwords.hash(password, login?.email ?? '');
    await this.database.transaction(async (manager) => {
      await this.links.spend(manager, link);
      await this.limits.succeeded(await this.setPassword(manager, link.loginId, passwordHash), manager);
      await this.audit.record(
        manager,
        { kind: 'visitor', id: undefined, address },
        { action: 'login.password-reset', subject: { kind: 'login', id: link.loginId } },
      );
    });
  }

  /** Answers the login's address as it is compared. Links that were mailed before are worth nothing now. */
  private async setPassword(manager: EntityManager, loginId: string, passwordHash: string): Promise<string> {
    const [[login]] = await manager.query<[{ key: string }[], number]>(
      `update logins set password_hash = $2, epoch = epoch + 1, version = version + 1, updated_at = now()
       where id = $1 returning email_key as key`,
      [loginId, passwordHash],
    );
    await this.links.endAll(manager, loginId);
    return login?.key ?? '';
  }
}
