import { Body, Controller, Get, Patch, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Api, Viewer } from '../access/access.decorators.js';
import { PermissionCatalogue } from '../access/catalogue.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { IfMatch, type Seen } from '../platform/http/if-match.js';
import { readPatch } from './portal-settings.patch.js';
import { PortalSettingsQueries } from './portal-settings.queries.js';
import { PortalSettingsService } from './portal-settings.service.js';
import type { PortalSettings } from './portal-settings.js';

/** The settings of the portal for systems. `ETag` is their version; a PATCH whose `If-Match` is behind is refused. */
@Controller('api/v1/portal-settings')
export class PortalSettingsApiController {
  constructor(
    private readonly queries: PortalSettingsQueries,
    private readonly service: PortalSettingsService,
    private readonly catalogue: PermissionCatalogue,
  ) {}

  @Get()
  @Api('customers.read')
  async read(@Res({ passthrough: true }) reply: FastifyReply): Promise<PortalSettings> {
    const { settings, version } = await this.queries.current();
    void reply.header('etag', `"${version}"`);
    return settings;
  }

  @Patch()
  @Api('settings.write')
  async change(
    @Body() body: unknown,
    @IfMatch() seen: Seen,
    @Viewer() viewer: ViewerFacts,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PortalSettings> {
    const change = readPatch(body, this.catalogue);
    const { after, version } = await this.service.save(viewer, change, seen);
    void reply.header('etag', `"${version}"`);
    return after;
  }
}
