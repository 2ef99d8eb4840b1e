import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { type Page, Redirect } from '../../platform/pages/page.js';
import { ImportsQueries, isOpen } from '../imports.queries.js';
import { importHref, IMPORTS } from '../imports.service.js';
import { MatchingPages } from './matching.pages.js';

type Sent = Readonly<Record<string, unknown>> | undefined;

/** Administrator > Imports: which column of a file is what. */
@Controller(`${IMPORTS.slice(1)}/:id`)
@Staff('imports.run')
export class MatchingController {
  constructor(
    private readonly queries: ImportsQueries,
    private readonly pages: MatchingPages,
  ) {}

  /** What is worked on, or was imported, is looked at instead. */
  @Get('columns')
  async columns(@Param('id') id: string, @Viewer() viewer: ViewerFacts): Promise<Page | Redirect> {
    const row = await this.queries.get(id);
    return isOpen(row) ? this.pages.page(viewer, row) : new Redirect(importHref(id));
  }

  @Post('columns')
  async choose(
    @Param('id') id: string,
    @Body() sent: Sent,
    @Viewer() viewer: ViewerFacts,
  ): Promise<Page | Redirect> {
    return this.pages.choose(viewer, await this.queries.open(id), sent ?? {});
  }

  @Post('reading')
  async readAgain(
    @Param('id') id: string,
    @Body() sent: Sent,
    @Viewer() viewer: ViewerFacts,
  ): Promise<Page | Redirect> {
    return this.pages.readAgain(viewer, await this.queries.open(id), sent ?? {});
  }

  @Post('checks')
  async chooseByMap(
    @Param('id') id: string,
    @Body() sent: Sent,
    @Viewer() viewer: ViewerFacts,
  ): Promise<Page | Redirect> {
    return this.pages.chooseByMap(viewer, await this.queries.open(id), String(sent?.['map'] ?? ''));
  }

  /** The map as the command line takes it. */
  @Get('map.json')
  async map(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const { map, section } = await this.queries.get(id);
    await reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="${section}-map.json"`)
      .send(`${JSON.stringify(map ?? {}, null, 2)}\n`);
  }
}
