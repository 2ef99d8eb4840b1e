import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../../audit/audit.service.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/errors.js';
import type { OlderFile } from './document-files.queries.js';
import { FileReceipts } from './file.receipts.js';

/** Removes older versions of documents that should not be there, such as a file that was another customer's. */
@Injectable()
export class DocumentVersions {
  constructor(
    private readonly database: Database,
    private readonly receipts: FileReceipts,
    private readonly audit: Audit,
  ) {}

  /**
   * For good: its bytes go, too, unless another version has the same.
   * @throws NotFound where somebody else removed it meanwhile
   */
  async remove(actor: Actor, { id, recordId, customerId, fileVersion, name }: OlderFile): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [[removed]] = await manager.query<[{ id: string }[], number]>(
        'delete from document_versions where document_id = $1 and number = $2 and file_id = $3 returning id',
        [recordId, fileVersion, id],
      );
      if (!removed) throw new NotFound();
      await manager.query(
        `update files set unclaimed_since = now() where id = $1
           and not exists (select from document_versions where file_id = $1)
           and not exists (select from documents where file_id = $1)`,
        [id],
      );
      await this.audit.record(manager, actor, {
        action: 'document.version-removed',
        subject: { kind: 'documents', id: recordId },
        customerId,
        before: { fileVersion, name },
      });
    });
    // What a crash leaves here is cleared away by its row.
    await this.receipts.discard({ id });
  }
}
