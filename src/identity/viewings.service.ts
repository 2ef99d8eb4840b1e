import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { ViewingEnds, type ViewingEnd } from '../access/viewing.js';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { isId, newId } from '../platform/ids.js';
import { Sweeper } from '../platform/queue/jobs.js';
import { Viewing } from './viewing.entity.js';

const MINUTES = 60;

/** Lets staff look at the portal as one of its people, and writes down from when to when. */
@Injectable()
export class Viewings extends ViewingEnds {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {
    super();
  }

  /**
   * From now on the portal is shown to this session as to that person. Asked twice at once it begins once.
   * @throws NotFound for an access that has ended
   */
  async begin(viewer: Viewer, portalUserId: string, backPath: string): Promise<void> {
    if (!isId(portalUserId)) throw new NotFound();
    await this.database.transaction(async (manager) => {
      const [person] = await manager.query<{ customerId: string | null }[]>(
        'select customer_id as "customerId" from portal_users where id = $1 and ended_at is null for share',
        [portalUserId],
      );
      if (!person) throw new NotFound();
      const viewing = {
        id: newId(),
        sessionId: viewer.sessionId as string,
        loginId: viewer.id as string,
        portalUserId,
        address: viewer.address,
        backPath,
        expiresAt: new Date(Date.now() + MINUTES * 60_000),
      };
      const begun = await manager
        .createQueryBuilder()
        .insert()
        .into(Viewing)
        .values(viewing)
        .orIgnore()
        .returning('id')
        .execute();
      if ((begun.raw as object[]).length === 0) return;
      await this.audit.record(manager, viewer, {
        action: 'portal-user.viewing-started',
        subject: { kind: 'portal-user', id: portalUserId },
        customerId: person.customerId,
        after: { until: viewing.expiresAt },
      });
    });
  }

  end(id: string, why: ViewingEnd): Promise<void> {
    return this.database.transaction((manager) => this.close(manager, id, why));
  }

  /**
   * What nobody will come back to, as the session has ended: with the moment and the reason that came first. While it
   * lasts, the next request ends what is over, and says so.
   */
  @Sweeper(60)
  async sweep(): Promise<void> {
    const over = await this.database.rows<{ id: string; why: ViewingEnd; at: Date }>(OVER);
    for (const { id, why, at } of over)
      await this.database.transaction((manager) => this.close(manager, id, why, at));
  }

  /** @param at when it was over, where that was before now */
  private async close(manager: EntityManager, id: string, why: ViewingEnd, at?: Date): Promise<void> {
    const [[viewing]] = await manager.query<[ClosedRow[], number]>(
      `update viewings set ended_at = coalesce($2, least(now(), expires_at)) where id = $1 and ended_at is null
       returning login_id as "loginId", portal_user_id as "portalUserId", address,
         (select u.customer_id from portal_users u where u.id = portal_user_id) as "customerId",
         started_at as "startedAt", ended_at as "endedAt"`,
      [id, at ?? null],
    );
    if (!viewing) return;
    const { loginId, portalUserId, customerId, address, startedAt, endedAt } = viewing;
    await this.audit.record(
      manager,
      { kind: 'staff', id: loginId, address },
      {
        action: 'portal-user.viewing-ended',
        subject: { kind: 'portal-user', id: portalUserId },
        customerId,
        after: { ending: why, startedAt, endedAt },
      },
    );
  }
}

interface ClosedRow {
  readonly loginId: string;
  readonly portalUserId: string;
  readonly customerId: string | null;
  readonly address: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
}

const OVER = `
  select v.id, over.why, over.at from viewings v
  join sessions s on s.id = v.session_id
  join logins l on l.id = v.login_id
  join portal_users u on u.id = v.portal_user_id,
  lateral (
    values ('session', s.ended_at), ('session', s.expires_at), ('session', l.disabled_at),
      ('session', case when l.epoch <> s.login_epoch then now() end),
      ('access', u.ended_at), ('time', v.expires_at)
    order by 2 nulls last limit 1
  ) as over (why, at)
  where v.ended_at is null and over.at <= now()
    and (least(s.ended_at, s.expires_at, l.disabled_at) <= now() or l.epoch <> s.login_epoch) limit 100`;
