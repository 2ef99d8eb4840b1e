import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { AuditAction } from './actions.js';

/** Who changed something last, and when. */
export interface LatestChange {
  /** Empty when it was nobody with a name. */
  readonly who: string;
  readonly actorId: string | null;
  readonly at: Date;
}

/** For a form that is behind: whose change it meets. */
@Injectable()
export class LatestChangeQueries {
  constructor(private readonly database: Database) {}

  /** @param action of this kind only, where a subject has several pages */
  of(subject: { readonly id: string }, action?: AuditAction): Promise<LatestChange | undefined> {
    return this.find('a.subject_id = $1 and ($2::text is null or a.action = $2)', [
      subject.id,
      action ?? null,
    ]);
  }

  /** Whether the latest change of something is of this kind. */
  async isLast(subject: { readonly id: string }, action: AuditAction): Promise<boolean> {
    const [last, found] = [await this.of(subject), await this.of(subject, action)];
    return found !== undefined && last?.at.getTime() === found.at.getTime();
  }

  /** The latest of its kind, for a page on which several things are changed together. */
  ofAll(action: AuditAction): Promise<LatestChange | undefined> {
    return this.find('a.action = $1', [action]);
  }

  private find(condition: string, values: readonly unknown[]): Promise<LatestChange | undefined> {
    return this.database.row<LatestChange>(
      `select a.at, a.actor_id as "actorId", coalesce(nullif(l.name, ''), l.email, k.name, '') as who
       from audit_lines a left join logins l on l.id = a.actor_id left join api_keys k on k.id = a.actor_id
       where ${condition} order by a.at desc limit 1`,
      [...values],
    );
  }
}
