import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Portal, Viewer } from '../../access/access.decorators.js';
import type { PortalFacts } from '../../access/facts.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { DocumentFileQueries } from '../documents/document-files.queries.js';
import { DocumentFileSending } from '../documents/document-files.sending.js';

/** The files of orders, as customers open them. */
@Controller('portal/orders/:id/files')
export class OrderFilesController {
  constructor(
    private readonly queries: DocumentFileQueries,
    private readonly sending: DocumentFileSending,
  ) {}

  @Get(':document')
  @Portal('orders', 'orders.files')
  async show(
    @Param('id') id: string,
    @Param('document') document: string,
    @Viewer() viewer: ViewerFacts,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const facts = viewer.portal as PortalFacts;
    const file = await this.queries.forOrder(id, document, viewer.scope, facts);
    await this.sending.send(file, viewer, request, reply);
  }
}
