import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Portal, Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { say } from '../platform/errors.js';
import { Redirect } from '../platform/pages/page.js';
import { readSelection } from '../sections/bulk/selection.js';
import { documents } from '../sections/documents/documents.section.js';
import { ListDownloads } from './list-downloads.js';

type Sent = Readonly<Record<string, unknown>> | undefined;

/** Many documents as one ZIP: those of the list as it is filtered, or those that are ticked. */
@Controller()
export class DocumentZipsController {
  constructor(private readonly downloads: ListDownloads) {}

  @Post('portal/documents.zip')
  @HttpCode(200)
  @Portal('documents', 'exports')
  portal(@Viewer() viewer: ViewerFacts, @Body() sent: Sent, @Res() reply: FastifyReply): Promise<void> {
    return this.answer('portal', sent, viewer, reply);
  }

  @Post('admin/documents.zip')
  @HttpCode(200)
  @Staff('records.read')
  staff(@Viewer() viewer: ViewerFacts, @Body() sent: Sent, @Res() reply: FastifyReply): Promise<void> {
    return this.answer('admin', sent, viewer, reply);
  }

  private async answer(
    room: 'portal' | 'admin',
    sent: Sent,
    viewer: ViewerFacts,
    reply: FastifyReply,
  ): Promise<void> {
    const { list, ids } = readSelection(sent ?? {});
    const query = Object.fromEntries(new URLSearchParams(list));
    if (ids === 'all') return this.downloads.answer('zip', documents, query, viewer, reply);
    if (ids.length === 0)
      return void reply.send(
        new Redirect(`/${room}/documents${list && `?${list}`}`, say('exports.nothingTicked'), 'attention'),
      );
    const ticked = { ...query, only: ids.join(',') };
    return this.downloads.answer('zip', documents, ticked, viewer, reply);
  }
}
