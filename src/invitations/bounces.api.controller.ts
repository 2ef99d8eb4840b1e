import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Api, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { readBounce } from './bounces.forms.js';
import { Bounces } from './bounces.service.js';

/** For whoever reads the mailbox to which undelivered mail returns. */
@Controller('api/v1/invitations/bounces')
export class BouncesApiController {
  constructor(private readonly bounces: Bounces) {}

  @Post()
  @HttpCode(200)
  @Api('access.write')
  async record(
    @Viewer() viewer: ViewerFacts,
    @Body() body: unknown,
  ): Promise<{ readonly portalUsers: readonly string[] }> {
    return { portalUsers: await this.bounces.record(viewer, await readBounce(body)) };
  }
}
