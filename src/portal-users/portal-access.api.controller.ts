import { Body, Controller, Get, Param, Patch, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Api, Viewer } from '../access/access.decorators.js';
import { PermissionCatalogue } from '../access/catalogue.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { CustomersQueries } from '../customers/customers.queries.js';
import { IfMatch, type Seen } from '../platform/http/if-match.js';
import type { PortalAccess } from './portal-access.js';
import { readAccessPatch } from './portal-access.patch.js';
import { PortalAccessQueries } from './portal-access.queries.js';
import { PortalAccessService } from './portal-access.service.js';
import { accessTag } from './portal-access.tag.js';

/** A customer's switches, for systems. Values may be set while a section is not available. */
@Controller('api/v1/customers/:reference/portal-access')
export class PortalAccessApiController {
  constructor(
    private readonly customers: CustomersQueries,
    private readonly queries: PortalAccessQueries,
    private readonly service: PortalAccessService,
    private readonly catalogue: PermissionCatalogue,
  ) {}

  @Get()
  @Api('customers.read')
  async read(
    @Param('reference') reference: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PortalAccess> {
    const { id } = await this.customers.byReference(reference);
    return tagged(reply, (await this.queries.of(id)).access);
  }

  @Patch()
  @Api('access.write')
  async change(
    @Viewer() viewer: ViewerFacts,
    @Param('reference') reference: string,
    @Body() body: unknown,
    @IfMatch() seen: Seen,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PortalAccess> {
    const { id } = await this.customers.byReference(reference);
    const change = readAccessPatch(body, this.catalogue);
    return tagged(reply, (await this.service.save(viewer, id, change, seen)).after);
  }
}

function tagged(reply: FastifyReply, access: PortalAccess): PortalAccess {
  void reply.header('etag', `"${accessTag(access)}"`);
  return access;
}
