import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Anyone } from '../../access/access.decorators.js';
import { PermissionCatalogue } from '../../access/catalogue.js';
import { DeclaredRoutes } from '../../access/declared-routes.js';
import { Config } from '../../platform/config.js';
import type { Page } from '../../platform/pages/page.js';
import { Words } from '../../platform/pages/words.js';
import { apiDocsPage, type ApiDocsInput } from './api-docs.view.js';
import { apiGroups } from './api.groups.js';
import { openApiDocument } from './openapi.js';

/** The API described: for people who connect other systems, and for their tools. It holds nothing of anybody. */
@Controller('api')
@Anyone()
export class ApiDocsController {
  constructor(
    private readonly catalogue: PermissionCatalogue,
    private readonly routes: DeclaredRoutes,
    private readonly config: Config,
    private readonly words: Words,
  ) {}

  @Get('docs')
  page(): Page {
    return apiDocsPage(this.input());
  }

  @Get('openapi.json')
  document(@Res({ passthrough: true }) reply: FastifyReply): object {
    void reply.header('access-control-allow-origin', '*');
    return openApiDocument(this.input());
  }

  private input(): ApiDocsInput {
    const permissions = this.catalogue.all.map(({ key }) => key);
    return {
      groups: apiGroups(permissions, (key) => this.words.has(key)),
      routes: this.routes.all(),
      baseUrl: this.config.baseUrl,
      say: (text) => this.words.say(text),
    };
  }
}
