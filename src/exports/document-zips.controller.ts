import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Portal, Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { DocumentZipDownloads } from './document-zip.downloads.js';

type ListQuery = Readonly<Record<string, unknown>>;

/** Many documents as one ZIP: those of the list as it is filtered, or those that are ticked. */
@Controller()
export class DocumentZipsController {
  constructor(private readonly downloads: DocumentZipDownloads) {}

  @Get('portal/documents.zip')
  @Portal('documents', 'exports')
  portal(
    @Viewer() viewer: ViewerFacts,
    @Query() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.downloads.answer(query, viewer, reply);
  }

  @Get('admin/documents.zip')
  @Staff('records.read')
  staff(@Viewer() viewer: ViewerFacts, @Query() query: ListQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.downloads.answer(query, viewer, reply);
  }
}
