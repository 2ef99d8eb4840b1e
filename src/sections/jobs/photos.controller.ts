import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Portal, Viewer } from '../../access/access.decorators.js';
import type { PortalFacts } from '../../access/facts.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { DocumentFileQueries } from '../documents/document-files.queries.js';
import { DocumentFileSending } from '../documents/document-files.sending.js';

/** The photos of jobs, as the job's page shows them to customers. */
@Controller('portal/jobs/:id/photos')
export class JobPhotosController {
  constructor(
    private readonly queries: DocumentFileQueries,
    private readonly sending: DocumentFileSending,
  ) {}

  @Get(':document')
  @Portal('jobs')
  async show(
    @Param('id') id: string,
    @Param('document') document: string,
    @Viewer() viewer: ViewerFacts,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const photo = await this.queries.forJob(id, document, viewer.scope, viewer.portal as PortalFacts);
    await this.sending.sendShown(photo, viewer, request, reply);
  }
}
