import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { Audit } from '../audit/audit.service.js';
import { fullName, type Names } from '../identity/names.js';
import { emailKey, Login } from '../identity/login.entity.js';
import { NewPasswords } from '../identity/new-passwords.service.js';
import { checkPassword } from '../identity/passwords.js';
import type { Session } from '../identity/session.entity.js';
import { Sessions } from '../identity/sessions.service.js';
import { SignInLimits } from '../identity/sign-in.limits.js';
import { Outbox } from '../mail/outbox.service.js';
import { Database } from '../platform/database/database.js';
import { Forbidden, Invalid, NotFound, say } from '../platform/errors.js';
import { InvitationClosed, type OpenInvitation } from './invitation.links.js';

/** How somebody new begins. */
export interface NewPerson extends Names {
  readonly password: string;
}

/** Lets people accept their invitation. */
@Injectable()
export class Acceptance {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly limits: SignInLimits,
    private readonly passwords: NewPasswords,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /**
   * Somebody new accepts: password, names, access and a session.
   * @throws Invalid at `password` when it is obvious, InvitationClosed when the link was used a moment ago, Forbidden
   *   when the login is disabled
   */
  async ofNewPerson(invitation: OpenInvitation, person: NewPerson, viewer: Viewer): Promise<Session> {
    const passwordHash = await this.passwords.hash(person.password, invitation.email);
    return this.accept(invitation, viewer, async (manager, login) => {
      const [, begun] = await manager.query<[unknown[], number]>(BEGIN, [
        login.id,
        passwordHash,
        fullName(person),
        person.lastName,
      ]);
      if (begun !== 1) throw new Invalid({ password: say('invitations.accept.hasPassword') });
    });
  }

  /**
   * Somebody who signs in here already accepts a further access, signed in or by their password.
   * @throws Invalid at `password`, TooMany, InvitationClosed, Forbidden
   */
  async ofKnownPerson(
    invitation: OpenInvitation,
    password: string | undefined,
    viewer: Viewer,
  ): Promise<Session> {
    if (viewer.id !== invitation.loginId)
      await this.checkPassword(invitation, password ?? '', viewer.address);
    return this.accept(invitation, viewer, () => Promise.resolve());
  }

  private async checkPassword({ email }: OpenInvitation, password: string, address: string): Promise<void> {
    const key = emailKey(email);
    await this.limits.attempt(key, address);
    const kept = await this.database.row<{ hash: string | null }>(
      'select password_hash as hash from logins where email_key = $1',
      [key],
    );
    if (!(await checkPassword(password, kept?.hash))) {
      throw new Invalid({ password: say('invitations.accept.wrongPassword') });
    }
    await this.limits.succeeded(key);
  }

  private accept(
    invitation: OpenInvitation,
    viewer: Viewer,
    begin: (manager: EntityManager, login: Login) => Promise<unknown>,
  ): Promise<Session> {
    return this.database.transaction(async (manager) => {
      await this.use(manager, invitation);
      const login = await manager.findOneBy(Login, { id: invitation.loginId });
      if (!login) throw new NotFound();
      if (login.disabledAt) throw new Forbidden(say('access.portal.login'));
      await begin(manager, login);
      await this.open(manager, invitation, viewer.address);
      // Whoever else was signed in with this browser is not any more.
      if (viewer.sessionId)
        await manager.query('update sessions set ended_at = now() where id = $1', [viewer.sessionId]);
      return this.sessions.begin(manager, login, viewer.address, {
        portalUserId: invitation.portalUserId,
        proven: viewer.id === login.id,
      });
    });
  }

  /** Only one of two who use the same link at the same moment gets past this. The access is held first, as by all. */
  private async use(manager: EntityManager, invitation: OpenInvitation): Promise<void> {
    await manager.query('select from portal_users where id = $1 for update', [invitation.portalUserId]);
    const [, used] = await manager.query<[unknown[], number]>(
      `update invitations i set accepted_at = now() from portal_users u
       where i.id = $1 and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
         and i.token_version = $2 and u.id = i.portal_user_id and u.ended_at is null`,
      [invitation.id, invitation.version],
    );
    if (used !== 1) throw new InvitationClosed('used', invitation);
  }

  private async open(manager: EntityManager, invitation: OpenInvitation, address: string): Promise<void> {
    const { id, portalUserId, customerId, loginId } = invitation;
    await manager.query(
      `update portal_users set active = true, last_used_at = now(), version = version + 1, updated_at = now()
       where id = $1`,
      [portalUserId],
    );
    await this.outbox.cancel(manager, id);
    await this.audit.record(
      manager,
      { kind: 'customer', id: loginId, address },
      { action: 'invitation.accepted', subject: { kind: 'portal-user', id: portalUserId }, customerId },
    );
  }
}

/** Two invitations of one person may be accepted at the same moment: only one of them chooses the password. */
const BEGIN = `
  update logins set password_hash = $2, name = case when $3 = '' then name else $3 end,
    last_name = case when $3 = '' then last_name else $4 end, version = version + 1, updated_at = now()
  where id = $1 and password_hash is null`;
