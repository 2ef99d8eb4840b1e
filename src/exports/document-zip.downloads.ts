import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { PortalFacts } from '../access/facts.js';
import type { Viewer } from '../access/viewer.js';
import { AccessLog } from '../audit/access-log.service.js';
import { Refused, say } from '../platform/errors.js';
import { Redirect } from '../platform/pages/page.js';
import { Cursors } from '../platform/lists/cursors.js';
import { documents } from '../sections/documents/documents.section.js';
import { hiddenInList, nothingHidden } from '../sections/engine/hidden-fields.js';
import { DocumentZipQueries, type ZipSize } from './document-zip.queries.js';
import { nothingTicked, readZipRequest } from './document-zip.request.js';
import { DocumentZips } from './document-zips.js';
import { fileHeaders } from './export.formats.js';
import { Exports } from './exports.service.js';
import type { Reader } from './list.copies.js';

/** What is packed while somebody waits; more is prepared in the background. */
const AT_ONCE = { documents: 100, bytes: 50 * 1024 * 1024 };
/** What one ZIP holds at most: more is refused before anything is written, never left out in silence. */
const MOST = { documents: 20_000, bytes: 8 * 1024 ** 3 };

const beyond = (size: ZipSize, most: ZipSize): boolean =>
  size.documents > most.documents || size.bytes > most.bytes;

type Query = Readonly<Record<string, unknown>>;

/** The files of a list of documents as one ZIP. */
@Injectable()
export class DocumentZipDownloads {
  constructor(
    private readonly queries: DocumentZipQueries,
    private readonly zips: DocumentZips,
    private readonly exports: Exports,
    private readonly cursors: Cursors,
    private readonly log: AccessLog,
  ) {}

  /** @throws Refused beyond what one ZIP holds */
  async answer(query: Query, viewer: Viewer, reply: FastifyReply): Promise<void> {
    const reader: Reader =
      viewer.kind === 'staff' ? 'staff' : { facts: viewer.portal as PortalFacts, scope: viewer.scope };
    const room = reader === 'staff' ? 'admin' : 'portal';
    if (nothingTicked(query))
      return void reply.send(new Redirect(`/${room}/documents`, say('exports.nothingTicked'), 'attention'));
    const hidden = reader === 'staff' ? nothingHidden : hiddenInList(reader.facts, reader.scope, query);
    const request = readZipRequest(query, this.cursors, hidden);
    const size = await this.queries.size(request, reader);
    if (beyond(size, MOST)) throw new Refused(say('exports.zipTooLarge', { most: MOST.documents }));
    if (beyond(size, AT_ONCE)) {
      await this.exports.ask(viewer, documents, 'zip', query, size.documents);
      return void reply.send(new Redirect(`/${room}/exports`, say('exports.zipAsked')));
    }
    await this.log.handOut(
      viewer,
      {
        action: 'list.downloaded',
        subject: { kind: 'documents' },
        after: { section: 'documents', format: 'zip', query, rows: size.documents },
      },
      { kind: 'download', section: 'documents' },
    );
    const folder = await mkdtemp(join(tmpdir(), 'portico-export-'));
    const remove = () => rm(folder, { recursive: true, force: true });
    try {
      const file = join(folder, 'export');
      await this.zips.write(request, reader, file);
      const stream = createReadStream(file);
      stream.once('close', () => void remove());
      void reply.headers(fileHeaders('documents', 'zip', (await stat(file)).size)).send(stream);
    } catch (error) {
      await remove();
      throw error;
    }
  }
}
