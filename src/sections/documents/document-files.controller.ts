import { Controller, Get, Param, Put, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Api, Portal, Staff, Viewer } from '../../access/access.decorators.js';
import type { PortalFacts } from '../../access/facts.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { IfMatch, type Seen } from '../../platform/http/if-match.js';
import { RecordApi, type Answer } from '../records/record.api.js';
import { DocumentFileQueries } from './document-files.queries.js';
import { DocumentFiles } from './document-files.service.js';
import { documents } from './documents.section.js';
import { DocumentFileSending } from './document-files.sending.js';
import { sentFile } from './file.sent.js';

/** The files of documents, as customers and staff open them. */
@Controller()
export class DocumentFilePages {
  constructor(
    private readonly queries: DocumentFileQueries,
    private readonly sending: DocumentFileSending,
  ) {}

  @Get('portal/documents/:id/file')
  @Portal('documents')
  async forPortal(
    @Param('id') id: string,
    @Viewer() viewer: ViewerFacts,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.queries.forPortal(id, viewer.scope, viewer.portal as PortalFacts);
    await this.sending.send(file, viewer, request, reply);
  }

  @Get('portal/documents/:id/versions/:number')
  @Portal('documents')
  async olderForPortal(
    @Param('id') id: string,
    @Param('number') number: string,
    @Viewer() viewer: ViewerFacts,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const facts = viewer.portal as PortalFacts;
    const file = await this.queries.versionForPortal(id, number, viewer.scope, facts);
    await this.sending.send(file, viewer, request, reply);
  }

  @Get('admin/documents/:id/versions/:number')
  @Staff('records.read')
  async olderForStaff(
    @Param('id') id: string,
    @Param('number') number: string,
    @Viewer() viewer: ViewerFacts,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.sending.send(await this.queries.versionForStaff(id, number), viewer, request, reply);
  }

  @Get('admin/documents/:id/file')
  @Staff('records.read')
  async forStaff(
    @Param('id') id: string,
    @Viewer() viewer: ViewerFacts,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.sending.send(await this.queries.forStaff(id), viewer, request, reply);
  }
}

/** The same as systems send them. */
@Controller('api/v1/documents/:reference/file')
export class DocumentFileApi {
  constructor(
    private readonly files: DocumentFiles,
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
    const document = await this.records.get(documents, reference);
    void reply.status(result === 'created' ? 201 : 200).header('etag', `"${String(document['version'])}"`);
    return { ...document, file };
  }
}
