import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { Conflict, say } from '../platform/errors.js';
import { again, formIdOf } from '../platform/http/forms.js';
import { newId } from '../platform/ids.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { groupsWithin, readApiKey } from './api-keys.forms.js';
import { ApiKeyQueries } from './api-keys.queries.js';
import { ApiKeys } from './api-keys.service.js';
import { API_KEYS, apiKeyFormPage, apiKeyMadePage, apiKeysPage, endApiKeyPage } from './api-keys.view.js';
import { mustBeWithin } from './login-rights.js';

type Sent = Readonly<Record<string, unknown>> | undefined;

/** Keys by which systems use the API: made here, said once, ended here. */
@Controller('admin/api-keys')
@Staff('settings.write')
export class ApiKeysController {
  constructor(
    private readonly queries: ApiKeyQueries,
    private readonly keys: ApiKeys,
  ) {}

  @Get()
  async list(): Promise<Page> {
    return apiKeysPage(await this.queries.list());
  }

  @Get('new')
  async blank(@Viewer() viewer: ViewerFacts): Promise<Page> {
    return apiKeyFormPage(newId(), groupsWithin(await this.queries.roleGroups(), viewer));
  }

  /** Answers the key itself: it must not travel in a redirect. */
  @Post()
  async make(@Viewer() viewer: ViewerFacts, @Body() body: Sent): Promise<Page | Redirect> {
    const sent = body ?? {};
    const groups = groupsWithin(await this.queries.roleGroups(), viewer);
    const id = formIdOf(sent);
    try {
      const { name, roleGroup } = await readApiKey(sent, groups);
      return apiKeyMadePage(name, await this.keys.make(viewer, name, roleGroup, id));
    } catch (error) {
      if (error instanceof Conflict) return new Redirect(API_KEYS, error.text, 'attention');
      const typed = { name: String(sent['name'] ?? ''), roleGroup: String(sent['roleGroup'] ?? '') };
      return again(error, (errors) => apiKeyFormPage(id, groups, typed, errors));
    }
  }

  @Get(':id/end')
  async confirm(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    const key = await this.queries.working(id);
    mustBeWithin(key, viewer);
    return endApiKeyPage(key);
  }

  @Post(':id/end')
  async end(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    await this.keys.end(viewer, id);
    return new Redirect(API_KEYS, say('identity.apiKeys.end.done'));
  }
}
