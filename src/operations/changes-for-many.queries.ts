import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Refused, say, type Text } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import type { OperationState } from './operation.entity.js';

/** A change for many, as a list says it. */
export interface ChangeForMany {
  readonly id: string;
  readonly title: Text;
  readonly state: OperationState;
  readonly undoing: boolean;
  /** Empty where another system asked, or somebody who is erased. */
  readonly askedBy: string;
  readonly createdAt: Date;
}

const A_PAGE = 50;

/** What was changed for many at once. */
@Injectable()
export class ChangesForManyQueries {
  constructor(private readonly database: Database) {}

  /** Of these kinds, the latest first; `after` is the id of the last one on the page before. @throws Refused */
  async list(
    kinds: readonly string[],
    after: string | undefined,
  ): Promise<{ readonly rows: readonly ChangeForMany[]; readonly next: string | undefined }> {
    if (after !== undefined && !isId(after)) throw new Refused(say('platform.lists.cursor'));
    const rows = await this.database.rows<ChangeForMany>(LIST, [kinds, after ?? null, A_PAGE + 1]);
    const shown = rows.slice(0, A_PAGE);
    return { rows: shown, next: rows.length > A_PAGE ? shown.at(-1)?.id : undefined };
  }

  async count(kinds: readonly string[]): Promise<number> {
    const row = await this.database.row<{ count: number }>(
      'select count(*)::int as count from operations where kind = any ($1)',
      [kinds],
    );
    return row?.count ?? 0;
  }
}

/** Ids are made in the order of time. */
const LIST = `
  select o.id, o.title, o.state, o.undoing, coalesce(nullif(l.name, ''), l.email, '') as "askedBy",
    o.created_at as "createdAt"
  from operations o left join logins l on l.id = o.asked_by
  where o.kind = any ($1) and ($2::uuid is null or o.id < $2)
  order by o.id desc limit $3`;
