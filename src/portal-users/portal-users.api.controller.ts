import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Api, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { IfMatch, type Seen } from '../platform/http/if-match.js';
import type { Explanation, PersonRecord } from './portal-users.answers.js';
import { PortalUsersApi } from './portal-users.api.js';
import { members } from './json-members.js';

/** People of customers, for systems. `ETag` is the version; a PATCH whose `If-Match` is behind is refused. */
@Controller('api/v1/portal-users')
export class PortalUsersApiController {
  constructor(private readonly users: PortalUsersApi) {}

  @Post()
  @Api('access.write')
  async add(
    @Viewer() viewer: ViewerFacts,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonRecord> {
    return tagged(reply, await this.users.add(viewer, body));
  }

  @Get(':id')
  @Api('customers.read')
  async get(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<PersonRecord> {
    return tagged(reply, await this.users.get(id));
  }

  @Patch(':id')
  @Api('access.write')
  async change(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch() seen: Seen,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonRecord> {
    return tagged(reply, await this.users.change(viewer, id, body, seen));
  }

  @Delete(':id')
  @HttpCode(204)
  @Api('access.write')
  end(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<void> {
    return this.users.end(viewer, id);
  }

  @Post(':id/invitations')
  @Api('access.write')
  async invite(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonRecord> {
    members(body ?? {}, {});
    return tagged(reply, await this.users.invite(viewer, id));
  }

  @Get(':id/access')
  @Api('customers.read')
  access(@Param('id') id: string): Promise<{ readonly permissions: readonly Explanation[] }> {
    return this.users.access(id);
  }
}

function tagged(reply: FastifyReply, record: PersonRecord): PersonRecord {
  void reply.header('etag', `"${record.version}"`);
  return record;
}
