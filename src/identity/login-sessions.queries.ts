import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** One place where somebody is signed in now. */
export interface SessionRow {
  readonly id: string;
  readonly beganAt: Date;
  readonly expiresAt: Date;
  /** From where: the network address. */
  readonly address: string;
}

/** Where a login is signed in. */
@Injectable()
export class LoginSessionsQueries {
  constructor(private readonly database: Database) {}

  /** The sessions that still stand, the newest first. */
  of(loginId: string): Promise<SessionRow[]> {
    return this.database.rows<SessionRow>(
      `select s.id, s.created_at as "beganAt", s.expires_at as "expiresAt", s.address
       from sessions s join logins l on l.id = s.login_id and l.epoch = s.login_epoch and l.disabled_at is null
       where s.login_id = $1 and not s.awaits_code and s.ended_at is null and s.expires_at > now()
       order by s.created_at desc, s.id desc limit 100`,
      [loginId],
    );
  }
}
