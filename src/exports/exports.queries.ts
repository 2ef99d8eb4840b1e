import { Injectable } from '@nestjs/common';
import type { Viewer } from '../access/viewer.js';
import { Database } from '../platform/database/database.js';
import { Expired, NotFound, say, type ErrorWords } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import type { ListExport } from './export.entity.js';

const COLUMNS = `id, section, format, state, rows_expected as "rowsExpected", rows_written as "rowsWritten",
  file_name as "fileName", query, rights, login_id as "loginId", portal_user_id as "portalUserId", bytes, created_at as "createdAt", expires_at as "expiresAt"`;

export type ExportRow = Pick<
  ListExport,
  | 'loginId'
  | 'portalUserId'
  | 'rights'
  | 'query'
  | 'id'
  | 'section'
  | 'format'
  | 'state'
  | 'rowsExpected'
  | 'rowsWritten'
  | 'fileName'
  | 'bytes'
  | 'createdAt'
  | 'expiresAt'
>;

/** The exports that somebody asked for, by the access they asked with. Nobody sees another's. */
@Injectable()
export class ExportsQueries {
  constructor(private readonly database: Database) {}

  list(viewer: Viewer): Promise<ExportRow[]> {
    return this.database.rows<ExportRow>(
      `select ${COLUMNS} from exports
       where login_id = $1 and portal_user_id is not distinct from $2 order by created_at desc limit 50`,
      [viewer.id, viewer.portal?.access?.id ?? null],
    );
  }

  /**
   * @param words what the page of a file that is gone says beside
   * @throws NotFound, Expired
   */
  async finished(
    viewer: Viewer,
    id: string,
    words?: ErrorWords,
  ): Promise<ExportRow & { fileName: string; bytes: string }> {
    const row = isId(id)
      ? await this.database.row<ExportRow>(
          `select ${COLUMNS} from exports where id = $3 and login_id = $1 and portal_user_id is not distinct from $2`,
          [viewer.id, viewer.portal?.access?.id ?? null, id],
        )
      : undefined;
    if (!row) throw new NotFound();
    if (row.state === 'expired') throw new Expired(say('exports.expired'), words);
    if (row.state !== 'done' || !row.fileName || !row.bytes) throw new NotFound();
    return { ...row, fileName: row.fileName, bytes: row.bytes };
  }
}
