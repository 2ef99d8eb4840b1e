import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { behindNotice } from '../audit/behind-notice.js';
import { LatestChangeQueries } from '../audit/latest-change.queries.js';
import { Conflict, Invalid, say } from '../platform/errors.js';
import { meet, unpackAnswers } from '../platform/http/behind.js';
import { again, formIdOf, parseForm } from '../platform/http/forms.js';
import { newId } from '../platform/ids.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { Words } from '../platform/pages/words.js';
import { cellId, editable, matrixAnswers, RoleGroupForm, sentMatrix } from './role-groups.forms.js';
import { RoleGroupsQueries, type RoleGroupRow } from './role-groups.queries.js';
import { MatrixMovedOn, RoleGroups } from './role-groups.service.js';
import {
  newRoleGroupPage,
  removeRoleGroupPage,
  ROLE_GROUPS_PAGE,
  roleGroupHref,
  roleGroupPage,
  roleGroupsPage,
} from './role-groups.view.js';

type Sent = Readonly<Record<string, unknown>> | undefined;

/** Administrator > Role groups: what staff may do. */
@Controller('admin/role-groups')
@Staff('logins.write')
export class RoleGroupsController {
  constructor(
    private readonly queries: RoleGroupsQueries,
    private readonly groups: RoleGroups,
    private readonly words: Words,
    private readonly latest: LatestChangeQueries,
  ) {}

  @Get()
  async matrix(@Viewer() viewer: ViewerFacts): Promise<Page> {
    return roleGroupsPage(await this.queries.list(), viewer);
  }

  @Post()
  async save(@Viewer() viewer: ViewerFacts, @Body() sent: Sent): Promise<Page | Redirect> {
    const shown = unpackAnswers(sent?.['shown']);
    const wanted = sentMatrix(sent ?? {}, await this.queries.list(), viewer);
    try {
      const count = await this.groups.saveMatrix(viewer, wanted, shown);
      return new Redirect(ROLE_GROUPS_PAGE, say('identity.roleGroups.saved', { count }));
    } catch (error) {
      if (!(error instanceof MatrixMovedOn)) throw error;
      const nameOf = (field: string) => this.nameOf(field, error.groups);
      const { answers, marks } = meet(shown, matrixAnswers(error.groups), wanted, nameOf);
      const behind = behindNotice(await this.latest.ofAll('role-group.changed'), viewer);
      return roleGroupsPage(error.groups, viewer, { answers, errors: marks, behind });
    }
  }

  @Get('new')
  async blank(@Viewer() viewer: ViewerFacts): Promise<Page> {
    return newRoleGroupPage(await this.queries.list(), viewer, { id: newId() });
  }

  @Post('new')
  async add(@Viewer() viewer: ViewerFacts, @Body() sent: Sent): Promise<Page | Redirect> {
    const id = formIdOf(sent ?? {});
    const from = typeof sent?.['from'] === 'string' && sent['from'] ? sent['from'] : undefined;
    try {
      const { name } = await parseForm(RoleGroupForm, sent ?? {});
      await this.groups.add(viewer, id, name, from);
      return new Redirect(ROLE_GROUPS_PAGE, say('identity.roleGroups.added', { name }));
    } catch (error) {
      const groups = await this.queries.list();
      const typed = { id, name: String(sent?.['name'] ?? ''), ...(from ? { from } : {}) };
      return again(error, (errors) => newRoleGroupPage(groups, viewer, typed, errors));
    }
  }

  @Get(':id')
  async show(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    return roleGroupPage(await this.queries.get(id), viewer);
  }

  @Post(':id')
  async rename(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent,
  ): Promise<Page | Redirect> {
    const row = await this.queries.get(id);
    try {
      const { name } = await parseForm(RoleGroupForm, sent ?? {});
      await this.groups.rename(viewer, id, name);
      return new Redirect(roleGroupHref(id), say('identity.roleGroups.renamed', { name }));
    } catch (error) {
      if (error instanceof Conflict) return new Redirect(roleGroupHref(id), error.text, 'attention');
      if (!(error instanceof Invalid)) throw error;
      return roleGroupPage(row, viewer, String(sent?.['name'] ?? ''), error.fields);
    }
  }

  @Get(':id/removal')
  async confirm(@Param('id') id: string): Promise<Page> {
    return removeRoleGroupPage(await this.queries.get(id));
  }

  @Post(':id/removal')
  async remove(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    const { name } = await this.queries.get(id);
    try {
      await this.groups.remove(viewer, id);
      return new Redirect(ROLE_GROUPS_PAGE, say('identity.roleGroups.remove.done', { name }));
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      return new Redirect(roleGroupHref(id), error.text, 'attention');
    }
  }

  /** *Office: Change customers*, of a switch that somebody else moved. */
  private nameOf(field: string, groups: readonly RoleGroupRow[]): string {
    const group = editable(groups).find(({ id }) => field.startsWith(`${id}.`));
    if (!group) return field;
    const permission = field.slice(cellId(group.id, '').length);
    return `${group.name}: ${this.words.say(`access.may.${permission}.name`)}`;
  }
}
