import { Injectable } from '@nestjs/common';
import type { RecordScope } from '../../access/decision.js';
import { Audit, type Actor } from '../../audit/audit.service.js';
import { Database } from '../../platform/database/database.js';
import { PortalReads } from '../../platform/database/portal-reads.js';
import { NotFound, Outdated, say } from '../../platform/errors.js';
import { isId } from '../../platform/ids.js';
import type { FoundFile } from '../documents/document-files.queries.js';
import type { ReceivedFile } from '../documents/file.receipts.js';
import type { HandRecord } from '../record-forms/record-forms.queries.js';

/** The papers of licences: one file each. Who sees the licence opens it, of the organisation's own every customer. */
@Injectable()
export class LicenceFiles {
  constructor(
    private readonly database: Database,
    private readonly portal: PortalReads,
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
   * Gives a licence its file in place of the one it had, which goes.
   * @param version which version of the licence the form had shown
   * @throws NotFound, Outdated
   */
  claim(
    actor: Actor,
    { id, customer }: HandRecord,
    { id: fileId, file }: ReceivedFile,
    version: number,
  ): Promise<void> {
    return this.database.retrying(async (manager) => {
      const [licence] = await manager.query<{ version: number; before: string | null }[]>(
        'select version, file_id as before from licences where id = $1 and deleted_at is null for no key update',
        [id],
      );
      if (!licence) throw new NotFound();
      if (licence.version !== version)
        throw new Outdated(say('sections.api.behind', { version: licence.version }));
      await manager.query('update files set bytes = $2, sha256 = $3, unclaimed_since = null where id = $1', [
        fileId,
        file.bytes,
        file.sha256,
      ]);
      await manager.query('update files set unclaimed_since = now() where id = $1', [licence.before]);
      await manager.query('update licences set file_id = $2 where id = $1', [id, fileId]);
      await this.audit.record(manager, actor, {
        action: 'licence.file-kept',
        subject: { kind: 'licences', id },
        customerId: customer?.id ?? null,
        after: file,
      });
    });
  }
}

const FILE = `
  select f.id, f.name, f.media_type as "mediaType", f.bytes::float8 as bytes, f.sha256, l.id as "recordId", l.reference,
    l.customer_id as "customerId", l.site_id as "siteId", null::integer as "fileVersion"
  from licences l join files f on f.id = l.file_id
  where l.id = $1 and l.deleted_at is null`;
const OF_PORTAL = `${FILE} and (l.customer_id is null
  or (l.customer_id = $2 and ($3::uuid[] is null or l.site_id = any ($3::uuid[]))))`;
