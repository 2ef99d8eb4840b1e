import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { IsNull, type EntityManager } from 'typeorm';
import { SessionTokens } from '../access/session-tokens.js';
import { Audit } from '../audit/audit.service.js';
import { AccessLog } from '../audit/access-log.service.js';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { Expired, say } from '../platform/errors.js';
import { SESSION_COOKIE } from '../platform/http/csrf.js';
import type { CustomerScope } from '../platform/database/portal-reads.js';
import { newId } from '../platform/ids.js';
import { Login } from './login.entity.js';
import { Session } from './session.entity.js';

const HOUR = 3_600_000;
/** Of a session, in milliseconds. */
const LASTS = { usual: 12 * HOUR, kept: 30 * 24 * HOUR, waiting: HOUR / 6 };
const lastsOf = (kept: boolean): number => (kept ? LASTS.kept : LASTS.usual);
const inMilliseconds = (count: number): Date => new Date(Date.now() + count);

/** How a session begins, where it is not as usual. */
export interface Beginning {
  /** The access it looks at; unless said, the one used last. */
  readonly portalUserId?: string | undefined;
  /** Whether the person stays signed in on this device for 30 days, not for 12 hours. */
  readonly kept?: boolean;
  /** Whether it was by a link of the mail, without a password. */
  readonly byLink?: boolean;
  /** Whether the person was signed in already, and so has given a code where one is asked for. */
  readonly proven?: boolean;
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
   * by the one used last, or by the first. It lasts 12 hours, or 30 days where it is kept. Where two-step sign-in is on
   * it waits for the code first, ten minutes, and is nobody's until then.
   */
  async begin(
    manager: EntityManager,
    login: Login,
    address: string,
    { portalUserId, kept = false, byLink = false, proven = false }: Beginning = {},
  ): Promise<Session> {
    const awaitsCode = !proven && (await asksForCode(manager, login.id));
    const session = manager.create(Session, {
      id: newId(),
      loginId: login.id,
      loginEpoch: login.epoch,
      portalUserId: portalUserId ?? (await this.usualAccess(manager, login)),
      address,
      awaitsCode,
      kept,
      byLink,
      expiresAt: inMilliseconds(awaitsCode ? LASTS.waiting : lastsOf(kept)),
    });
    await manager.insert(Session, session);
    if (!awaitsCode) await this.entered(manager, login, session);
    return session;
  }

  /** The session of this cookie that waits for a code, and whose it will be. */
  async waiting(cookie: string | undefined): Promise<{ session: Session; login: Login } | undefined> {
    const id = cookie && this.tokens.sessionOf(cookie);
    if (!id) return undefined;
    return this.database.transaction(async (manager) => {
      const session = await manager.findOneBy(Session, { id, awaitsCode: true, endedAt: IsNull() });
      const login = session && (await manager.findOneBy(Login, { id: session.loginId }));
      const stands = login && !login.disabledAt && login.epoch === session.loginEpoch;
      return stands && session.expiresAt > new Date() ? { session, login } : undefined;
    });
  }

  /** The code was right: the session is somebody's from now on. @throws Expired when it is not waiting any more */
  async prove(manager: EntityManager, session: Session, login: Login): Promise<Session> {
    const expiresAt = inMilliseconds(lastsOf(session.kept));
    const proven = await manager.update(
      Session,
      { id: session.id, awaitsCode: true, endedAt: IsNull() },
      { awaitsCode: false, expiresAt },
    );
    if (proven.affected !== 1) throw new Expired(say('identity.twoStep.expired'));
    await this.entered(manager, login, session);
    return { ...session, awaitsCode: false, expiresAt };
  }

  private async entered(
    manager: EntityManager,
    login: Login,
    { portalUserId, address, byLink }: Session,
  ): Promise<void> {
    await manager.query('update logins set last_signed_in_at = now() where id = $1', [login.id]);
    // Whoever has just accepted it has said so: a second update in one transaction would lock the customer as well.
    await manager.query(
      'update portal_users set last_used_at = now() where id = $1 and last_used_at is distinct from now()',
      [portalUserId],
    );
    const kind = login.kind === 'staff' ? ('staff' as const) : ('customer' as const);
    const actor = { kind, id: login.id, address };
    await this.audit.record(manager, actor, {
      action: 'login.signed-in',
      subject: { kind: 'login', id: login.id },
      ...(byLink ? { after: { by: 'link in a mail' } } : {}),
    });
    const scope = await manager.query<CustomerScope[]>(CUSTOMERS, [portalUserId]);
    const visitor = { id: login.id, address, portalUserId, scope };
    await this.log.note(manager, visitor, { kind: 'sign-in', section: '' });
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

async function asksForCode(manager: EntityManager, loginId: string): Promise<boolean> {
  const on = await manager.query<unknown[]>(
    'select from login_authenticators where login_id = $1 and confirmed_at is not null',
    [loginId],
  );
  return on.length > 0;
}
