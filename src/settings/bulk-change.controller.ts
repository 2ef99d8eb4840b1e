import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Api, Staff, Viewer } from '../access/access.decorators.js';
import { PermissionCatalogue } from '../access/catalogue.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { progressOf } from '../operations/operations.controller.js';
import { OperationsQueries } from '../operations/operations.queries.js';
import { operationHref } from '../operations/operations.service.js';
import { NotFound } from '../platform/errors.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { Words } from '../platform/pages/words.js';
import { readBulkBody, readBulkForm, readValue } from './bulk-change.forms.js';
import { BulkChangeQueries } from './bulk-change.queries.js';
import { bulkPreview } from './bulk-change.view.js';
import { BulkChanges } from './bulk-changes.service.js';
import { PortalSettingsQueries } from './portal-settings.queries.js';
import { permissionName } from './portal-settings.words.js';

/** One permission for all existing customers: what would happen, and doing it. */
@Controller()
export class BulkChangeController {
  constructor(
    private readonly catalogue: PermissionCatalogue,
    private readonly settings: PortalSettingsQueries,
    private readonly queries: BulkChangeQueries,
    private readonly bulk: BulkChanges,
    private readonly operations: OperationsQueries,
    private readonly words: Words,
  ) {}

  @Get('admin/settings/customer-portal/sections/:permission/apply')
  @Staff('settings.write')
  async preview(@Param('permission') permission: string, @Query('value') sent: unknown): Promise<Page> {
    if (!this.catalogue.has(permission)) throw new NotFound();
    const { settings } = await this.settings.current();
    const { available = false, default: usual = false } = settings.sections[permission] ?? {};
    const value = readValue(sent) ?? usual;
    const atWork = await this.queries.atWork(permission);
    return bulkPreview({
      permission,
      atWork: atWork && operationHref(atWork.id),
      name: permissionName(this.catalogue, permission, (text) => this.words.say(text)),
      value,
      counts: await this.queries.counts(permission, value),
      available,
      isDefault: usual === value,
    });
  }

  /** The page saves what new customers begin with, too. */
  @Post('admin/settings/customer-portal/sections/:permission/apply')
  @Staff('settings.write')
  async apply(
    @Viewer() viewer: ViewerFacts,
    @Param('permission') permission: string,
    @Body() sent: unknown,
  ): Promise<Redirect> {
    if (!this.catalogue.has(permission)) throw new NotFound();
    const id = await this.bulk.applyToAll(viewer, { permission, ...readBulkForm(sent) }, true);
    return new Redirect(operationHref(id));
  }

  /** The API changes existing customers alone; what new ones begin with is set by a PATCH of the settings. */
  @Post('api/v1/portal-settings/sections/:permission/apply')
  @HttpCode(202)
  @Api('settings.write')
  async applyForSystem(
    @Viewer() viewer: ViewerFacts,
    @Param('permission') permission: string,
    @Body() sent: unknown,
  ) {
    if (!this.catalogue.has(permission)) throw new NotFound();
    const id = await this.bulk.applyToAll(viewer, { permission, ...readBulkBody(sent) }, false);
    return progressOf(await this.operations.get(id));
  }
}
