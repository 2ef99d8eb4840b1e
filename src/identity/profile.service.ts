import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { Login } from './login.entity.js';
import { LoginLinks } from './login-links.service.js';
import { NewPasswords } from './new-passwords.service.js';
import { OwnPasswords } from './own-passwords.js';
import { Session } from './session.entity.js';
import { Sessions } from './sessions.service.js';

/** What people change about themselves. */
@Injectable()
export class Profiles {
  constructor(
    @InjectRepository(Login) private readonly logins: Repository<Login>,
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly passwords: NewPasswords,
    private readonly own: OwnPasswords,
    private readonly links: LoginLinks,
    private readonly audit: Audit,
  ) {}

  async rename(viewer: Viewer, name: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.update(Login, { id: viewer.id as string }, { name });
      await this.audit.record(manager, viewer, { action: 'login.renamed', subject: own(viewer) });
    });
  }

  /**
   * Sets a new password. Every session of the login ends, and a new one begins on this device; links that were mailed
   * before let nobody in.
   * @throws Invalid when the current password is wrong or was guessed too often, or the new one is obvious
   */
  async changePassword(viewer: Viewer, current: string, password: string): Promise<Session> {
    await this.own.mustKnow(viewer, current, 'currentPassword');
    const login = await this.logins.findOneByOrFail({ id: viewer.id as string });
    const passwordHash = await this.passwords.hash(password, login.email);
    return this.database.transaction(async (manager) => {
      login.epoch += 1;
      await manager.update(Login, { id: login.id }, { passwordHash, epoch: login.epoch });
      await this.links.endAll(manager, login.id);
      await this.audit.record(manager, viewer, { action: 'login.password-changed', subject: own(viewer) });
      return this.sessions.begin(manager, login, viewer.address, {
        portalUserId: viewer.portal?.access?.id,
        kept: await this.sessions.isKept(manager, viewer.sessionId),
        proven: true,
      });
    });
  }

  /**
   * Looks at another of one's own accesses from now on.
   * @throws NotFound when it is not one's own, or has ended
   */
  async choose(viewer: Viewer, portalUserId: string): Promise<void> {
    const chosen = isId(portalUserId)
      ? await this.database.rows(
          `with chosen as (
             update sessions s set portal_user_id = u.id from portal_users u
             where s.id = $1 and u.id = $2 and u.login_id = s.login_id and u.active and u.ended_at is null
             returning s.portal_user_id as id)
           update portal_users u set last_used_at = now() from chosen where u.id = chosen.id returning u.id`,
          [viewer.sessionId, portalUserId],
        )
      : [];
    if (chosen.length === 0) throw new NotFound();
  }
}

const own = ({ id }: Viewer) => ({ kind: 'login', id: id as string });
