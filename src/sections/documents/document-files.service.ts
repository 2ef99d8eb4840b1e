import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type Actor } from '../../audit/audit.service.js';
import { newFileName, Storage } from '../../files/storage.js';
import { newId } from '../../platform/ids.js';
import { Database } from '../../platform/database/database.js';
import { isBehind, type Seen } from '../../platform/http/if-match.js';
import { NotFound, Outdated, say } from '../../platform/errors.js';
import { readReference } from '../records/record.fields.js';
import { FileEmpty, FileOfWrongKind, FileTooLarge } from './file.errors.js';
import { declaredType, endingsOf, FILE_BYTES, mediaTypeOf, type MediaType } from './file.kind.js';
import { IncomingFile } from './incoming.file.js';

/** A file as it is sent. */
export interface SentFile {
  readonly body: Readable;
  /** What its sender says it is. */
  readonly contentType?: string | undefined;
  /** What its sender says it has in bytes. */
  readonly length?: number | undefined;
  /** Only ever shown; a file without one is called after its document. */
  readonly name?: string | undefined;
}

/** A file as it is kept. */
export interface KeptFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Kept {
  readonly file: KeptFile;
  readonly result: 'created' | 'updated' | 'unchanged';
}

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
    private readonly storage: Storage,
    private readonly audit: Audit,
  ) {}

  /**
   * Keeps a file as the document's. The same file again changes nothing.
   * @param seen which version of the document the sender has seen
   * @throws NotFound, Outdated, FileEmpty, FileTooLarge, FileOfWrongKind; nothing is changed then
   */
  async keep(actor: Actor, reference: string, sent: SentFile, seen?: Seen): Promise<Kept> {
    const incoming = new IncomingFile(sent.body);
    try {
      const document = await this.find(reference);
      const mediaType = await this.check(incoming, sent);
      const name = sent.name ?? `${reference.trim()}.${endingsOf(mediaType)[0]}`;
      const { id, file } = await this.put(document, incoming, { name, mediaType });
      try {
        return await this.claim(actor, reference, id, file, seen);
      } catch (error) {
        await this.discard(id);
        throw error;
      }
    } finally {
      await incoming.drain();
    }
  }

  private async find(reference: string): Promise<DocumentRow> {
    const row = await this.database.row<DocumentRow>(DOCUMENT, [readReference(reference) ?? '']);
    if (!row) throw new NotFound(say('documents.api.none', { reference }));
    return row;
  }

  private async check(incoming: IncomingFile, sent: SentFile): Promise<MediaType> {
    const declared = declaredType(sent.contentType);
    if (declared === 'other') throw new FileOfWrongKind(say('documents.wrong.type'));
    if (sent.length !== undefined && sent.length > FILE_BYTES) throw new FileTooLarge();
    const beginning = await incoming.beginning();
    if (beginning.length === 0) throw new FileEmpty();
    const mediaType = mediaTypeOf(beginning);
    if (!mediaType) throw new FileOfWrongKind(say('documents.wrong.type'));
    if (declared !== 'bytes' && declared !== mediaType)
      throw new FileOfWrongKind(say('documents.api.otherType', { declared, found: mediaType }));
    return mediaType;
  }

  private async put(
    { customerId }: DocumentRow,
    incoming: IncomingFile,
    { name, mediaType }: Pick<KeptFile, 'name' | 'mediaType'>,
  ): Promise<{ id: string; file: KeptFile }> {
    const id = newFileName();
    await this.database.rows(
      `insert into files (id, customer_id, name, media_type, bytes, sha256, unclaimed_since)
       values ($1, $2, $3, $4, 0, '', now())`,
      [id, customerId, name, mediaType],
    );
    try {
      const bytes = await this.storage.put(id, Readable.from(incoming.content()));
      return { id, file: { name, mediaType, bytes, sha256: incoming.sha256() } };
    } catch (error) {
      await this.discard(id);
      throw error;
    }
  }

  /** The one moment in which the document changes: its file, the version before it, and the audit line. */
  private async claim(
    actor: Actor,
    reference: string,
    id: string,
    file: KeptFile,
    seen: Seen,
  ): Promise<Kept> {
    const kept = await this.database.transaction(async (manager): Promise<Kept> => {
      const document = await this.locked(manager, reference);
      if (isBehind(seen, document.version))
        throw new Outdated(say('sections.api.behind', { version: document.version }));
      if (document.file && isSame(document.file, file)) return { file, result: 'unchanged' };
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
    });
    if (kept.result === 'unchanged') await this.discard(id);
    return kept;
  }

  private async locked(manager: EntityManager, reference: string): Promise<DocumentRow> {
    const known = [readReference(reference) ?? ''];
    // Two statements: only the second sees the file that somebody gave it while this one waited.
    await manager.query('select from documents where reference = $1 for update', known);
    const [row] = await manager.query<DocumentRow[]>(DOCUMENT, known);
    if (!row) throw new NotFound(say('documents.api.none', { reference }));
    return row;
  }

  /** A file that did not become anybody's. What a crash leaves of it is cleared away by its row. */
  private async discard(id: string): Promise<void> {
    await this.storage.remove(id);
    await this.database.rows('delete from files where id = $1 and unclaimed_since is not null', [id]);
  }
}

const isSame = (a: KeptFile, b: KeptFile): boolean =>
  a.sha256 === b.sha256 && a.name === b.name && a.mediaType === b.mediaType;

const DOCUMENT = `
  select d.id, d.customer_id as "customerId", d.version,
    case when f.id is not null then jsonb_build_object(
      'name', f.name, 'mediaType', f.media_type, 'bytes', f.bytes, 'sha256', f.sha256) end as file
  from documents d left join files f on f.id = d.file_id
  where d.reference = $1 and d.deleted_at is null`;
