import { Controller, Get, Param } from '@nestjs/common';
import { Api, Staff } from '../access/access.decorators.js';
import { Page } from '../platform/pages/page.js';
import { OperationsQueries } from './operations.queries.js';
import { operationPage, type OperationPage } from './operations.view.js';

@Controller()
export class OperationsController {
  constructor(private readonly operations: OperationsQueries) {}

  @Get('admin/operations/:id')
  @Staff()
  async show(@Param('id') id: string): Promise<Page<OperationPage>> {
    return new Page('operations/operation', operationPage(await this.operations.get(id)));
  }

  @Get('api/v1/operations/:id')
  @Api('customers.read')
  async progress(@Param('id') id: string) {
    const { state, done, total } = await this.operations.get(id);
    return { id, state, done, total };
  }
}
