import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import type { FileType } from './file-types.js';

@Injectable()
export class FileTypeQueries {
  constructor(private readonly database: Database) {}

  all(): Promise<FileType[]> {
    return this.database.rows<FileType>(TYPES);
  }

  /** The same, held until the transaction ends. */
  async locked(manager: EntityManager): Promise<FileType[]> {
    await manager.query('select from file_types order by key for update');
    return manager.query<FileType[]>(TYPES);
  }
}

const TYPES = `
  select t.key, t.name, t.customer_file as "customerFile", t.shows_prices as "showsPrices",
    t.older_versions as "olderVersions",
    (select count(*)::int from documents d where d.type = t.key and d.deleted_at is null) as documents
  from file_types t order by t.position, t.name, t.key`;
