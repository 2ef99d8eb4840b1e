import { Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { Outdated, Refused, say } from '../../platform/errors.js';
import { seenVersion } from '../../platform/http/if-match.js';
import { Redirect, type Page } from '../../platform/pages/page.js';
import { RecordFormPages } from '../record-forms/record-forms.pages.js';
import { RecordFormQueries, type HandRecord } from '../record-forms/record-forms.queries.js';
import { Database } from '../../platform/database/database.js';
import { DocumentFiles } from './document-files.service.js';
import { readDocumentUpload, type SentDocument } from './document.upload.js';
import { documents } from './documents.section.js';
import { FileReceipts } from './file.receipts.js';
import { replacementPage } from './replacement.view.js';

type Sent = Readonly<Record<string, unknown>>;

/** Documents that staff add with their file, and new files for those that are there. */
@Controller('admin/documents')
@Staff('records.write')
export class DocumentFormsController {
  constructor(
    private readonly forms: RecordFormPages,
    private readonly queries: RecordFormQueries,
    private readonly files: DocumentFiles,
    private readonly receipts: FileReceipts,
    private readonly database: Database,
  ) {}

  @Get('new')
  blank(@Viewer() viewer: ViewerFacts, @Query() query: Sent): Promise<Page> {
    return this.forms.blank(documents, query, viewer);
  }

  /** The document and its file in one transaction: neither without the other, where both were sent. */
  @Post()
  async add(@Viewer() viewer: ViewerFacts, @Req() request: FastifyRequest): Promise<Page | Redirect> {
    const sent = await readDocumentUpload(request, async ({ customer, reference }, file) => {
      const owner = await this.queries.customer(customer);
      return owner && this.receipts.receive(owner.id, file, String(reference ?? '').trim());
    });
    const { fields, received, fault } = sent;
    return this.withFile(sent, () =>
      this.forms.add(documents, fields, viewer, {
        faults: fault ? { file: fault } : {},
        // A file cannot be put back into a form: the page asks for it again.
        again: received ? { file: say('documents.upload.again') } : {},
        said: received
          ? undefined
          : say('documents.upload.without', { reference: String(fields['reference'] ?? '').trim() }),
        write: async (manager, written) => {
          if (received) await this.files.claim(manager, viewer, written, received);
        },
      }),
    );
  }

  @Get(':id/replacement')
  async ask(@Param('id') id: string): Promise<Page> {
    return replacementPage(await this.queries.standing(documents, id), 'documents');
  }

  @Post(':id/replacement')
  async replace(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<Page | Redirect> {
    const document = await this.queries.standing(documents, id);
    const { reference, customer } = document;
    const sent = await readDocumentUpload(request, async (_fields, file) =>
      customer ? this.receipts.receive(customer.id, file, reference) : undefined,
    );
    const { fields, received, fault } = sent;
    if (fields['end'] !== 'end') throw new Refused(say('sections.form.cutOff'));
    if (!received) return replacementPage(document, 'documents', fault ?? say('documents.upload.needed'));
    return this.withFile(sent, async () => {
      const seen = seenVersion(Number(fields['version']));
      try {
        const { result } = await this.database.retrying((manager) =>
          this.files.claim(manager, viewer, reference, received, seen),
        );
        const said = result === 'unchanged' ? 'same' : 'kept';
        return new Redirect(`/admin/documents/${id}`, say(`documents.upload.${said}`, { reference }));
      } catch (error) {
        if (!(error instanceof Outdated)) throw error;
        return this.behind(document);
      }
    });
  }

  private async behind({ id }: HandRecord): Promise<Page> {
    const now = await this.queries.standing(documents, id);
    return replacementPage(now, 'documents', say('documents.upload.again'), true);
  }

  /** What did not become a document's is not kept. */
  private async withFile(
    { received }: SentDocument,
    work: () => Promise<Page | Redirect>,
  ): Promise<Page | Redirect> {
    try {
      return await work();
    } finally {
      if (received) await this.receipts.discard(received);
    }
  }
}
