import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../../access/viewer.js';
import { AccessLog } from '../../audit/access-log.service.js';
import { Audit } from '../../audit/audit.service.js';
import { Storage } from '../../files/storage.js';
import type { FoundFile } from './document-files.queries.js';
import { beginsAnew, sendFile } from './file.answer.js';

/** Whose file it is: how it is written down that somebody opened it. */
type Of = 'documents' | 'licences';
const OPENED = { documents: 'document.file-opened', licences: 'licence.file-opened' } as const;

/** Sends the file of a record to whoever may have it. */
@Injectable()
export class DocumentFileSending {
  constructor(
    private readonly storage: Storage,
    private readonly audit: Audit,
    private readonly log: AccessLog,
  ) {}

  /** Written down before the first byte. A browser that fetches more of a file in pieces opened it once. */
  async send(
    file: FoundFile,
    viewer: Viewer,
    request: FastifyRequest,
    reply: FastifyReply,
    of: Of = 'documents',
  ): Promise<void> {
    await this.note(file, viewer, beginsAnew(request), of);
    await sendFile(this.storage, file, request, reply);
  }

  /** The same for what a page shows by itself: whoever comes back to the page within the hour opened it once. */
  async sendShown(
    file: FoundFile,
    viewer: Viewer,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    await this.note(file, viewer, false, 'documents');
    await sendFile(this.storage, file, request, reply);
  }

  private async note(file: FoundFile, viewer: Viewer, always: boolean, of: Of): Promise<void> {
    const opened = {
      action: OPENED[of],
      subject: { kind: of, id: file.recordId },
      customerId: file.customerId,
      ...(file.fileVersion === null ? {} : { after: { fileVersion: file.fileVersion, name: file.name } }),
    } as const;
    if (always || !(await this.audit.notedOfLate(viewer, opened)))
      await this.log.handOut(viewer, opened, { kind: 'download', section: of, record: file });
  }
}
