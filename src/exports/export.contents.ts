import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { Cursors } from '../platform/lists/cursors.js';
import { nothingHidden } from '../sections/engine/hidden-fields.js';
import { ListQueries } from '../sections/engine/list.queries.js';
import { readListRequest } from '../sections/engine/list.request.js';
import type { Section } from '../sections/engine/section.js';
import type { Reader } from './list.copies.js';

/**
 * Some of the records that a file holds, and of a ZIP the file of each, in their order; null where it holds none. Ids are
 * one text, as Postgres writes an array: of a million records they are no burden.
 */
export interface HeldRecords {
  /** Of which section they are, where it is not that of the list. */
  readonly section?: string;
  readonly records: string;
  readonly files?: string;
}

/** What was written into a file. */
export interface WrittenFile {
  /** How many rows, or files of a ZIP. */
  readonly count: number;
  readonly held: readonly HeldRecords[];
}

/** The tables of records that have a file each. */
const WITH_FILES: ReadonlyMap<string, string> = new Map([['licences', 'licences']]);

/** So many records stand in a row together. */
export const HELD_TOGETHER = 5_000;

/** Knows what prepared files hold, and whether all of it may still be seen. */
@Injectable()
export class ExportContents {
  constructor(
    private readonly database: Database,
    private readonly lists: ListQueries,
    private readonly cursors: Cursors,
  ) {}

  /** Notes what it holds now; what an attempt before held is of no matter. */
  async keep(manager: EntityManager, exportId: string, held: readonly HeldRecords[]): Promise<void> {
    await manager.query('delete from export_contents where export_id = $1', [exportId]);
    for (const [part, { section, records, files }] of held.entries())
      await manager.query(
        'insert into export_contents (export_id, part, section, records, files) values ($1, $2, $3, $4, $5)',
        [exportId, part, section ?? null, records, files ?? null],
      );
  }

  /**
   * Whether nothing that it holds of a section was deleted, moved or hidden since, and no file of a ZIP was replaced or
   * removed.
   */
  async areStillShown(exportId: string, section: Section, reader: Reader): Promise<boolean> {
    const parts = await this.database.rows<{ part: number; section: string | null }>(
      'select part, section from export_contents where export_id = $1 order by part',
      [exportId],
    );
    // What an older version wrote says nothing of what it holds.
    if (parts.length === 0 && !(await this.isEmpty(exportId))) return false;
    for (const { part, section: of } of parts) {
      if ((of ?? section.key) !== section.key) continue;
      const [held] = await this.database.rows<{ readonly records: string[]; readonly replaced: number }>(
        `select records, (select count(*)::int from unnest(records, files) as one (id, file)
           left join ${WITH_FILES.get(section.key) ?? 'documents'} d on d.id = one.id
           where one.file is not null and d.file_id is distinct from one.file) as replaced
         from export_contents where export_id = $1 and part = $2`,
        [exportId, part],
      );
      if (!held || held.replaced > 0) return false;
      if ((await this.shown(held.records, section, reader)) < held.records.length) return false;
    }
    return true;
  }

  private async isEmpty(exportId: string): Promise<boolean> {
    const empty = await this.database.rows('select from exports where id = $1 and rows_written = 0', [
      exportId,
    ]);
    return empty.length > 0;
  }

  /** How many of them are still shown, whatever the list was narrowed by. */
  private shown(records: readonly string[], section: Section, reader: Reader): Promise<number> {
    const request = { ...readListRequest(section, {}, this.cursors, nothingHidden), only: records };
    return reader === 'staff'
      ? this.lists.countForStaff(section, request)
      : this.lists.countForPortal(section, request, reader.scope, reader.facts);
  }
}
