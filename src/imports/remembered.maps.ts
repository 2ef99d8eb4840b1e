import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.js';
import type { ImportRow } from './imports.queries.js';

/** Files with the same headings have the same digest, in whatever order and letter case they stand. */
export const headingsOf = (columns: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(columns.map((name) => name.toLowerCase()).toSorted()))
    .digest('hex');

/** How columns were matched last: the next file of the same shape begins with it. */
@Injectable()
export class RememberedMaps {
  constructor(private readonly database: Database) {}

  async find(section: string, headings: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    const row = await this.database.row<{ map: Readonly<Record<string, unknown>> }>(
      'select map from import_maps where section = $1 and headings = $2',
      [section, headings],
    );
    return row?.map;
  }

  /** Keeps a map that fitted, in the transaction that has the file checked. */
  async keep(manager: EntityManager, { section, headings }: ImportRow, map: unknown): Promise<void> {
    if (headings === null) return;
    await manager.query(
      `insert into import_maps (section, headings, map) values ($1, $2, $3)
       on conflict (section, headings) do update set map = excluded.map, used_at = now()`,
      [section, headings, JSON.stringify(map)],
    );
  }
}
