import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Portal, Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { Outdated, Refused, say } from '../../platform/errors.js';
import { Redirect, type Page } from '../../platform/pages/page.js';
import { DocumentFileSending } from '../documents/document-files.sending.js';
import { readDocumentUpload } from '../documents/document.upload.js';
import { FileReceipts } from '../documents/file.receipts.js';
import { replacementPage } from '../documents/replacement.view.js';
import { RecordFormQueries } from '../record-forms/record-forms.queries.js';
import { LicenceFiles } from './licence-files.service.js';
import { licences } from './licences.section.js';

/** The papers of licences, as customers and staff open them, and as staff hand them in. */
@Controller()
export class LicenceFilesController {
  constructor(
    private readonly files: LicenceFiles,
    private readonly sending: DocumentFileSending,
    private readonly queries: RecordFormQueries,
    private readonly receipts: FileReceipts,
  ) {}

  @Get('portal/licences/:id/file')
  @Portal('licences')
  async forPortal(
    @Param('id') id: string,
    @Viewer() viewer: ViewerFacts,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.sending.send(await this.files.forPortal(id, viewer.scope), viewer, request, reply, 'licences');
  }

  @Get('admin/licences/:id/file')
  @Staff('records.read')
  async forStaff(
    @Param('id') id: string,
    @Viewer() viewer: ViewerFacts,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.sending.send(await this.files.forStaff(id), viewer, request, reply, 'licences');
  }

  @Get('admin/licences/:id/replacement')
  @Staff('records.write')
  async ask(@Param('id') id: string): Promise<Page> {
    return replacementPage(await this.queries.standing(licences, id), 'licences');
  }

  @Post('admin/licences/:id/replacement')
  @Staff('records.write')
  async replace(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<Page | Redirect> {
    const licence = await this.queries.standing(licences, id);
    const { reference } = licence;
    const { fields, received, fault } = await readDocumentUpload(request, (_fields, file) =>
      this.receipts.receive(null, file, reference),
    );
    try {
      if (fields['end'] !== 'end') throw new Refused(say('sections.form.cutOff'));
      if (!received) return replacementPage(licence, 'licences', fault ?? say('documents.upload.needed'));
      await this.files.claim(viewer, licence, received, Number(fields['version']));
      return new Redirect(`/admin/licences/${id}`, say('documents.upload.kept', { reference }));
    } catch (error) {
      if (!(error instanceof Outdated)) throw error;
      const now = await this.queries.standing(licences, id);
      return replacementPage(now, 'licences', say('documents.upload.again'), true);
    } finally {
      // What did not become the licence's is not kept.
      if (received) await this.receipts.discard(received);
    }
  }
}
