import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** A question to a list that somebody keeps by a name. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** The list's address behind its question mark. */
  readonly query: string;
  readonly mine: boolean;
}

/** Whose memory it is. */
interface Whose {
  readonly id: string | undefined;
  readonly kind: string;
}

/** What a person finds again when they open a list: the columns they chose last, and the views they see. */
export interface Remembered {
  readonly columns: readonly string[] | null;
  readonly views: readonly SavedView[];
}

/** What people keep of lists, by login and list; `section` is the list's own name. */
@Injectable()
export class ListMemory {
  constructor(private readonly database: Database) {}

  async of(viewer: Whose, section: string): Promise<Remembered> {
    const shared = viewer.kind === 'staff' ? ['staff', 'customers'] : ['customers'];
    const found = await this.database.row<Remembered>(
      REMEMBERED,
      [viewer.id, section, shared],
      'what somebody keeps of a list',
    );
    return found ?? { columns: null, views: [] };
  }

  /** Keeps the columns somebody chose; none brings the usual ones back. */
  async keepColumns(viewer: Whose, section: string, columns: readonly string[]): Promise<void> {
    if (columns.length === 0) {
      await this.database.rows('delete from list_columns where login_id = $1 and section = $2', [
        viewer.id,
        section,
      ]);
      return;
    }
    await this.database.rows(
      `insert into list_columns (login_id, section, columns) values ($1, $2, $3)
       on conflict (login_id, section) do update set columns = excluded.columns`,
      [viewer.id, section, columns],
    );
  }
}

const REMEMBERED = `
  select (select columns from list_columns where login_id = $1 and section = $2) as columns,
    coalesce((select json_agg(v) from (
      select id, name, query, login_id = $1 as mine from saved_views
      where section = $2 and (login_id = $1 or shared = any ($3)) order by fold(name), id limit 100) v), '[]') as views`;
