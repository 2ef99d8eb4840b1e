import { Injectable } from '@nestjs/common';
import type { RecordScope } from '../../access/decision.js';
import { Audit, type Actor } from '../../audit/audit.service.js';
import { Database } from '../../platform/database/database.js';
import { PortalReads } from '../../platform/database/portal-reads.js';
import { NotFound, Outdated, say } from '../../platform/errors.js';
import { isBehind, type Seen } from '../../platform/http/if-match.js';
import { isId } from '../../platform/ids.js';
import type { FoundFile } from '../documents/document-files.queries.js';
import {
  FileReceipts,
  isSameFile,
  type Kept,
  type KeptFile,
  type ReceivedFile,
  type SentFile,
} from '../documents/file.receipts.js';
import { IncomingFile } from '../documents/incoming.file.js';
import { readReference } from '../records/record.fields.js';

/** The papers of licences: one file each. Who sees the licence opens it, of the organisation's own every customer. */
@Injectable()
export class LicenceFiles {
  constructor(
    private readonly database: Database,
    private readonly portal: PortalReads,
    private readonly receipts: FileReceipts,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound, also for one that has no file */
  async forPortal(id: string, scope: RecordScope): Promise<FoundFile> {
    for (const one of isId(id) ? scope : []) {
      const values = [id, one.customerId, one.sites === 'all' ? null : one.sites];
      const [file] = await this.portal.within(one, (ask) => ask<FoundFile>(OF_PORTAL, values));
      if (file) return { ...file, customerId: file.customerId ?? one.customerId };
    }
    throw new NotFound();
  }

  /** @throws NotFound */
  async forStaff(id: string): Promise<FoundFile> {
    const file = isId(id) ? await this.database.row<FoundFile>(FILE, [id]) : undefined;
    if (!file) throw new NotFound();
    return file;
  }

  /**
   * Keeps a file as the licence's, as systems send it. The same file again changes nothing.
   * @throws NotFound, Outdated, FileEmpty, FileTooLarge, FileOfWrongKind; nothing is changed then
   */
  async keep(actor: Actor, reference: string, sent: SentFile, seen?: Seen): Promise<Kept> {
    const known = readReference(reference) ?? '';
    const licence = await this.database.row<{ id: string }>(
      'select id from licences where reference = $1 and deleted_at is null',
      [known],
    );
    if (!licence) {
      // What was sent is read away, so that its sender gets an answer.
      await new IncomingFile(sent.body).drain();
      throw new NotFound(say('licences.noSuch', { reference }));
    }
    const received = await this.receipts.receive(null, sent, known);
    try {
      return await this.claim(actor, licence.id, received, seen);
    } finally {
      await this.receipts.discard(received);
    }
  }

  /**
   * Gives a licence its file in place of the one it had, which goes. What is the same is left to whoever brought it.
   * @param seen which version of the licence its sender has seen
   * @throws NotFound, Outdated
   */
  claim(actor: Actor, id: string, { id: fileId, file }: ReceivedFile, seen?: Seen): Promise<Kept> {
    return this.database.retrying(async (manager): Promise<Kept> => {
      await manager.query('select from licences where id = $1 for no key update', [id]);
      const [licence] = await manager.query<Licence[]>(LICENCE, [id]);
      if (!licence) throw new NotFound();
      const { version, before } = licence;
      if (isBehind(seen, version)) throw new Outdated(say('sections.api.behind', { version }));
      if (before && isSameFile(before, file)) return { file, result: 'unchanged' };
      await manager.query('update files set bytes = $2, sha256 = $3, unclaimed_since = null where id = $1', [
        fileId,
        file.bytes,
        file.sha256,
      ]);
      await manager.query(
        'update files set unclaimed_since = now() where id = (select file_id from licences where id = $1)',
        [id],
      );
      await manager.query('update licences set file_id = $2 where id = $1', [id, fileId]);
      await this.audit.record(manager, actor, {
        action: 'licence.file-kept',
        subject: { kind: 'licences', id },
        customerId: licence.customerId,
        ...(before ? { before } : {}),
        after: file,
      });
      return { file, result: before ? 'updated' : 'created' };
    });
  }
}

interface Licence {
  readonly version: number;
  readonly customerId: string | null;
  readonly before: KeptFile | null;
}

const LICENCE = `
  select l.version, l.customer_id as "customerId", case when f.id is not null then jsonb_build_object(
    'name', f.name, 'mediaType', f.media_type, 'bytes', f.bytes, 'sha256', f.sha256) end as before
  from licences l left join files f on f.id = l.file_id where l.id = $1 and l.deleted_at is null`;

const FILE = `
  select f.id, f.name, f.media_type as "mediaType", f.bytes::float8 as bytes, f.sha256, l.id as "recordId", l.reference,
    l.customer_id as "customerId", l.site_id as "siteId", null::integer as "fileVersion"
  from licences l join files f on f.id = l.file_id
  where l.id = $1 and l.deleted_at is null`;
const OF_PORTAL = `${FILE} and (l.customer_id is null
  or (l.customer_id = $2 and ($3::uuid[] is null or l.site_id = any ($3::uuid[]))))`;
