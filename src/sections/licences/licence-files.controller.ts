import { Controller, Get, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Api, Portal, Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { Outdated, Refused, say } from '../../platform/errors.js';
import { IfMatch, seenVersion, type Seen } from '../../platform/http/if-match.js';
import { Redirect, type Page } from '../../platform/pages/page.js';
import { DocumentFileSending } from '../documents/document-files.sending.js';
import { readDocumentUpload } from '../documents/document.upload.js';
import { FileReceipts } from '../documents/file.receipts.js';
import { sentFile } from '../documents/file.sent.js';
import { replacementPage } from '../documents/replacement.view.js';
import { RecordFormQueries } from '../record-forms/record-forms.queries.js';
import { RecordApi, type Answer } from '../records/record.api.js';
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
      const seen = seenVersion(Number(fields['version']));
      const { result } = await this.files.claim(viewer, id, received, seen);
      const said = result === 'unchanged' ? 'same' : 'kept';
      return new Redirect(`/admin/licences/${id}`, say(`documents.upload.${said}`, { reference }));
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

/** The same as systems send them. */
@Controller('api/v1/licences/:reference/file')
export class LicenceFileApi {
  constructor(
    private readonly files: LicenceFiles,
    private readonly records: RecordApi,
  ) {}

  @Put()
  @Api('records.write')
  async put(
    @Param('reference') reference: string,
    @Query('name') name: unknown,
    @IfMatch() seen: Seen,
    @Viewer() viewer: ViewerFacts,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const { file, result } = await this.files.keep(viewer, reference, sentFile(request, name), seen);
    const licence = await this.records.get(licences, reference);
    void reply.status(result === 'created' ? 201 : 200).header('etag', `"${String(licence['version'])}"`);
    return { ...licence, file };
  }
}
