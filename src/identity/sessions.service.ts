import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { EntityManager } from 'typeorm';
import { SessionTokens } from '../access/session-tokens.js';
import { Audit } from '../audit/audit.service.js';
import { AccessLog } from '../audit/access-log.service.js';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { SESSION_COOKIE } from '../platform/http/csrf.js';
import type { CustomerScope } from '../platform/database/portal-reads.js';
import { newId } from '../platform/ids.js';
import { Login } from './login.entity.js';
import { Session } from './session.entity.js';

const HOUR = 3_600_000;
/** Of a session, in milliseconds. */
const LASTS = { usual: 12 * HOUR, kept: 30 * 24 * HOUR };

/** How a session begins, where it is not as usual. */
export interface Beginning {
  /** The access it looks at; unless said, the one used last. */
  readonly portalUserId?: string | undefined;
  /** Whether the person stays signed in on this device for 30 days, not for 12 hours. */
  readonly kept?: boolean;
  /** Whether it was by a link of the mail, without a password. */
  readonly byLink?: boolean;
}

/** Begins and ends sessions. */
@Injectable()
export class Sessions {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly tokens: SessionTokens,
    private readonly audit: Audit,
    private readonly log: AccessLog,
  ) {}

  /**
   * Signs a login in: the session row, the time, and an audit line. A customer's person enters by the access given, or
   * by the one used last, or by the first. It lasts 12 hours, or 30 days where it is kept.
   */
  async begin(
    manager: EntityManager,
    login: Login,
    address: string,
    { portalUserId, kept = false, byLink = false }: Beginning = {},
  ): Promise<Session> {
    const session = manager.create(Session, {
      id: newId(),
      loginId: login.id,
      loginEpoch: login.epoch,
      portalUserId: portalUserId ?? (await this.usualAccess(manager, login)),
      address,
      expiresAt: new Date(Date.now() + (kept ? LASTS.kept : LASTS.usual)),
    });
    await manager.insert(Session, session);
    await manager.query('update logins set last_signed_in_at = now() where id = $1', [login.id]);
    // Whoever has just accepted it has said so: a second update in one transaction would lock the customer as well.
    await manager.query(
      'update portal_users set last_used_at = now() where id = $1 and last_used_at is distinct from now()',
      [session.portalUserId],
    );
    const kind = login.kind === 'staff' ? ('staff' as const) : ('customer' as const);
    const actor = { kind, id: login.id, address };
    await this.audit.record(manager, actor, {
      action: 'login.signed-in',
      subject: { kind: 'login', id: login.id },
      ...(byLink ? { after: { by: 'link in a mail' } } : {}),
    });
    const scope = await manager.query<CustomerScope[]>(CUSTOMERS, [session.portalUserId]);
    const visitor = { id: login.id, address, portalUserId: session.portalUserId, scope };
    await this.log.note(manager, visitor, { kind: 'sign-in', section: '' });
    return session;
  }

  /** Hands the browser the cookie of a session. */
  remember(reply: FastifyReply, session: Session): void {
    void reply.setCookie(SESSION_COOKIE, this.tokens.sign(session.id, session.expiresAt), {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.config.baseUrl.startsWith('https:'),
      expires: session.expiresAt,
    });
  }

  async end(sessionId: string, reply: FastifyReply): Promise<void> {
    await this.database.rows('update sessions set ended_at = now() where id = $1 and ended_at is null', [
      sessionId,
    ]);
    void reply.clearCookie(SESSION_COOKIE, { path: '/' });
  }

  /** Whether a session is one that was to be kept. */
  async isKept(manager: EntityManager, sessionId: string | undefined): Promise<boolean> {
    const [row] = await manager.query<{ kept: boolean }[]>(
      `select expires_at - created_at > interval '1 day' as kept from sessions where id = $1`,
      [sessionId ?? null],
    );
    return row?.kept ?? false;
  }

  /** Whether somebody holds several accesses that are open, and so chooses one after signing in. */
  async hasSeveralDoors({ id }: Login): Promise<boolean> {
    const open = await this.database.rows(
      `select 1 from portal_users u join portal_accounts a on a.id = u.account_id
       where u.login_id = $1 and u.active and u.ended_at is null and a.deleted_at is null and a.portal_enabled limit 2`,
      [id],
    );
    return open.length > 1;
  }

  private async usualAccess(manager: EntityManager, login: Login): Promise<string | null> {
    if (login.kind === 'staff') return null;
    const [row] = await manager.query<{ id: string }[]>(
      `select u.id from portal_users u
       left join lateral (select max(created_at) as at from sessions where portal_user_id = u.id) last on true
       join portal_accounts c on c.id = u.account_id and c.deleted_at is null
       where u.login_id = $1 and u.active and u.ended_at is null
       order by c.portal_enabled desc, last.at desc nulls last, u.created_at limit 1`,
      [login.id],
    );
    return row?.id ?? null;
  }
}

/** Whose people sign in by an access: the customer's, or every customer's that a consolidated account stands for. */
const CUSTOMERS = `
  select a.customer_id as "customerId", 'all' as sites
  from portal_users u join portal_account_customers a on a.account_id = u.account_id where u.id = $1`;
