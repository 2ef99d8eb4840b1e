import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { newFileName, Storage } from '../../files/storage.js';
import { Database } from '../../platform/database/database.js';
import { say } from '../../platform/errors.js';
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

/** What became of a file that was sent. */
export interface Kept {
  readonly file: KeptFile;
  readonly result: 'created' | 'updated' | 'unchanged';
}

/** Whether it is the same file again. */
export const isSameFile = (a: KeptFile, b: KeptFile): boolean =>
  a.sha256 === b.sha256 && a.name === b.name && a.mediaType === b.mediaType;

/** A file whose bytes are here and that is nobody's yet. */
export interface ReceivedFile {
  readonly id: string;
  readonly file: KeptFile;
}

/** Takes files in: looks at what they are, and stores them under a row that nothing names yet. */
@Injectable()
export class FileReceipts {
  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
  ) {}

  /**
   * @param customerId whose record it is for; of a licence nobody's, as that says itself who sees it
   * @param usual what a file without a name is called, before its ending
   * @throws FileEmpty, FileTooLarge, FileOfWrongKind; nothing is kept then
   */
  async receive(customerId: string | null, sent: SentFile, usual: string): Promise<ReceivedFile> {
    const incoming = new IncomingFile(sent.body);
    try {
      const mediaType = await check(incoming, sent);
      const name = sent.name ?? `${usual}.${endingsOf(mediaType)[0]}`;
      return await this.put(customerId, incoming, { name, mediaType });
    } finally {
      await incoming.drain();
    }
  }

  /** Clears a file away unless it has become somebody's. What a crash leaves of it is cleared away by its row. */
  async discard({ id }: Pick<ReceivedFile, 'id'>): Promise<void> {
    const unclaimed = 'from files where id = $1 and unclaimed_since is not null';
    if (!(await this.database.row(`select id ${unclaimed}`, [id]))) return;
    await this.storage.remove(id);
    await this.database.rows(`delete ${unclaimed}`, [id]);
  }

  private async put(
    customerId: string | null,
    incoming: IncomingFile,
    { name, mediaType }: Pick<KeptFile, 'name' | 'mediaType'>,
  ): Promise<ReceivedFile> {
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
      await this.discard({ id });
      throw error;
    }
  }
}

async function check(incoming: IncomingFile, sent: SentFile): Promise<MediaType> {
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
