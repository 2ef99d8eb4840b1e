import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Api, Staff, Viewer } from '../access/access.decorators.js';
import { may, type Viewer as ViewerFacts } from '../access/viewer.js';
import { Forbidden, NotFound } from '../platform/errors.js';
import { Page, Redirect } from '../platform/pages/page.js';
import { ChangesForManyQueries } from './changes-for-many.queries.js';
import { changesForManyPage } from './changes-for-many.view.js';
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
    private readonly changes: ChangesForManyQueries,
  ) {}

  @Get('admin/operations')
  @Staff()
  async list(@Viewer() viewer: ViewerFacts, @Query('after') after: string | undefined): Promise<Page> {
    const kinds = this.kinds.steerable((permission) => may(viewer, permission));
    if (kinds.length === 0) throw new Forbidden();
    const [{ rows, next }, count] = await Promise.all([
      this.changes.list(kinds, after),
      this.changes.count(kinds),
    ]);
    return changesForManyPage(rows, count, next);
  }

  @Get('admin/operations/:id')
  @Staff()
  async show(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page<OperationPage>> {
    const row = await this.operations.get(id);
    const story = await this.kinds.find(row.kind)?.story(row);
    return new Page('operations/operation', operationPage(row, story, this.maySteer(viewer, row)));
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
  async askUndo(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page | Redirect> {
    const row = await this.steered(viewer, id);
    const kind = this.kinds.find(row.kind);
    if (!kind) throw new NotFound();
    const { undo } = await kind.story(row);
    // Taken back already, or nothing was done: its own page says so.
    return undo ? undoPage(row, undo) : new Redirect(operationHref(id));
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
    if (!may(viewer, this.kinds.needed(row.kind))) throw new Forbidden();
    return row;
  }

  private maySteer(viewer: ViewerFacts, { kind }: OperationRow): boolean {
    return this.kinds.find(kind) !== undefined && may(viewer, this.kinds.needed(kind));
  }
}

/** Long work as the API tells it. */
export const progressOf = ({ id, state, done, total }: OperationRow) => ({ id, state, done, total });
