import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Api, Staff, Viewer } from '../access/access.decorators.js';
import { may, type Viewer as ViewerFacts } from '../access/viewer.js';
import type { StaffPermission } from '../access/staff-permissions.js';
import { Forbidden, NotFound } from '../platform/errors.js';
import { Page, Redirect } from '../platform/pages/page.js';
import { OperationCourse } from './operation.course.js';
import { OperationKinds } from './operation.kinds.js';
import { OperationsQueries, type OperationRow } from './operations.queries.js';
import { operationHref } from './operations.service.js';
import { operationPage, undoPage, type OperationPage } from './operations.view.js';

@Controller()
export class OperationsController {
  constructor(
    private readonly operations: OperationsQueries,
    private readonly kinds: OperationKinds,
    private readonly course: OperationCourse,
  ) {}

  @Get('admin/operations/:id')
  @Staff()
  async show(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page<OperationPage>> {
    const row = await this.operations.get(id);
    const story = await this.kinds.find(row.kind)?.story(row);
    return new Page('operations/operation', operationPage(row, story, may(viewer, this.needed(row))));
  }

  @Post('admin/operations/:id/cancellation')
  @Staff()
  async stop(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    await this.steered(viewer, id);
    await this.course.stop(viewer, id);
    return new Redirect(operationHref(id));
  }

  @Get('admin/operations/:id/undo')
  @Staff()
  async askUndo(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    const row = await this.steered(viewer, id);
    const undo = (await this.kinds.find(row.kind)?.story(row))?.undo;
    if (!undo) throw new NotFound();
    return undoPage(row, undo);
  }

  @Post('admin/operations/:id/undo')
  @Staff()
  async undo(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    await this.steered(viewer, id);
    await this.course.undo(viewer, id);
    return new Redirect(operationHref(id));
  }

  @Get('api/v1/operations/:id')
  @Api('customers.read')
  async progress(@Param('id') id: string) {
    return progressOf(await this.operations.get(id));
  }

  @Post('api/v1/operations/:id/undo')
  @HttpCode(202)
  @Api('settings.write')
  async takeBack(@Viewer() viewer: ViewerFacts, @Param('id') id: string) {
    await this.steered(viewer, id);
    return progressOf(await this.course.undo(viewer, id));
  }

  /** Which kind of work it is says who may stop it and take it back. @throws Forbidden, NotFound */
  private async steered(viewer: ViewerFacts, id: string): Promise<OperationRow> {
    const row = await this.operations.get(id);
    if (!may(viewer, this.needed(row))) throw new Forbidden();
    return row;
  }

  private needed({ kind }: OperationRow): StaffPermission {
    return this.kinds.find(kind)?.needs ?? 'settings.write';
  }
}

/** Long work as the API tells it. */
export const progressOf = ({ id, state, done, total }: OperationRow) => ({ id, state, done, total });
