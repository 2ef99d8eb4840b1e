import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type Actor } from '../../audit/audit.service.js';
import { newId } from '../../platform/ids.js';
import { Database } from '../../platform/database/database.js';
import { isBehind, type Seen } from '../../platform/http/if-match.js';
import { NotFound, Outdated, say } from '../../platform/errors.js';
import { readReference } from '../records/record.fields.js';
import {
  FileReceipts,
  isSameFile,
  type Kept,
  type KeptFile,
  type ReceivedFile,
  type SentFile,
} from './file.receipts.js';
import { IncomingFile } from './incoming.file.js';

interface DocumentRow {
  readonly id: string;
  readonly customerId: string;
  readonly version: number;
  readonly file: KeptFile | null;
}

/**
 * Gives documents their files. A row stands in `files` before any byte is written; only the document's own row decides
 * which file is its, and what it had before stays as an older version. Rows that nothing names are cleared away with
 * their bytes by `DocumentFileJobs`.
 */
@Injectable()
export class DocumentFiles {
  constructor(
    private readonly database: Database,
    private readonly receipts: FileReceipts,
    private readonly audit: Audit,
  ) {}

  /**
   * Keeps a file as the document's. The same file again changes nothing.
   * @param seen which version of the document the sender has seen
   * @throws NotFound, Outdated, FileEmpty, FileTooLarge, FileOfWrongKind; nothing is changed then
   */
  async keep(actor: Actor, reference: string, sent: SentFile, seen?: Seen): Promise<Kept> {
    const { customerId } = await this.find(reference, sent);
    const received = await this.receipts.receive(customerId, sent, reference.trim());
    try {
      return await this.database.retrying((manager) => this.claim(manager, actor, reference, received, seen));
    } finally {
      await this.receipts.discard(received);
    }
  }

  /** Whose document it is; of one that is not there, what was sent is read away, so that its sender gets an answer. */
  private async find(reference: string, sent: SentFile): Promise<DocumentRow> {
    const row = await this.database.row<DocumentRow>(DOCUMENT, [readReference(reference) ?? '']);
    if (row) return row;
    await new IncomingFile(sent.body).drain();
    throw new NotFound(say('documents.api.none', { reference }));
  }

  /**
   * The one moment in which the document changes: its file, the version before it, and the audit line. A file that is
   * the same as the one it has is left to whoever brought it.
   * @throws NotFound, Outdated
   */
  async claim(
    manager: EntityManager,
    actor: Actor,
    reference: string,
    { id, file }: ReceivedFile,
    seen?: Seen,
  ): Promise<Kept> {
    const document = await this.locked(manager, reference);
    if (isBehind(seen, document.version))
      throw new Outdated(say('sections.api.behind', { version: document.version }));
    if (document.file && isSameFile(document.file, file)) return { file, result: 'unchanged' };
    await manager.query(
      `update files set customer_id = $2, bytes = $3, sha256 = $4, unclaimed_since = null where id = $1`,
      [id, document.customerId, file.bytes, file.sha256],
    );
    await manager.query(
      `insert into document_versions (id, document_id, customer_id, number, file_id)
         select $2, id, customer_id, file_version, file_id from documents where id = $1 and file_id is not null`,
      [document.id, newId()],
    );
    await manager.query(
      'update documents set file_id = $2, file_version = coalesce(file_version, 0) + 1 where id = $1',
      [document.id, id],
    );
    await this.audit.record(manager, actor, {
      action: 'document.file-kept',
      subject: { kind: 'documents', id: document.id },
      customerId: document.customerId,
      ...(document.file ? { before: document.file } : {}),
      after: file,
    });
    return { file, result: document.file ? 'updated' : 'created' };
  }

  private async locked(manager: EntityManager, reference: string): Promise<DocumentRow> {
    const known = [readReference(reference) ?? ''];
    // Two statements: only the second sees the file that somebody gave it while this one waited.
    await manager.query('select from documents where reference = $1 for update', known);
    const [row] = await manager.query<DocumentRow[]>(DOCUMENT, known);
    if (!row) throw new NotFound(say('documents.api.none', { reference }));
    return row;
  }
}

const DOCUMENT = `
  select d.id, d.customer_id as "customerId", d.version,
    case when f.id is not null then jsonb_build_object(
      'name', f.name, 'mediaType', f.media_type, 'bytes', f.bytes, 'sha256', f.sha256) end as file
  from documents d left join files f on f.id = d.file_id
  where d.reference = $1 and d.deleted_at is null`;
