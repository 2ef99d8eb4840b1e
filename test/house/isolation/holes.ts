import { Controller, Get, Param, Res } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Portal, Staff, SignedIn, Viewer } from '../../../src/access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../../src/access/viewer.js';
import { NotFound } from '../../../src/platform/errors.js';

/** Routes with the holes that the checks are there to find. They read as the application does: past the wall. */
@Controller('portal/holes')
export class HolesController {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Forgets the scope. */
  @Get('list')
  @Portal('jobs')
  list(): Promise<unknown[]> {
    return this.source.query('select reference, notes from jobs');
  }

  /** Knows the customer, and forgets the sites. */
  @Get('sites')
  @Portal('jobs')
  ofCustomer(@Viewer() { scope: [one] }: ViewerFacts): Promise<unknown[]> {
    return this.source.query('select notes from jobs where customer_id = $1', [one?.customerId]);
  }

  /** Shows no record, and counts them all. */
  @Get('count')
  @Portal()
  count(): Promise<unknown[]> {
    return this.source.query('select count(*) from invoices');
  }

  /** Says that there is something that may not be seen. */
  @Get('record/:id')
  @Portal()
  async record(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const found = await this.source.query<unknown[]>('select from sites where id::text = $1', [id]);
    if (found.length === 0) throw new NotFound();
    await reply.status(403).send('This is not yours.');
  }

  /** Belongs to jobs, and does not say so. */
  @Get('undeclared')
  @Portal()
  undeclared(@Viewer() { portal }: ViewerFacts): Promise<unknown[]> {
    const ids = portal?.customers.map(({ id }) => id);
    return this.source.query('select notes, price_amount / 100.0 from jobs where customer_id = any ($1)', [
      ids,
    ]);
  }
}

/** Lets in whom it should not. */
@Controller()
export class OpenDoors {
  @Get('admin/open-door')
  @SignedIn()
  admin(): string {
    return 'Come in.';
  }

  @Get('portal/open-door')
  @SignedIn()
  portal(): string {
    return 'Come in.';
  }

  @Get('admin/shut')
  @Staff()
  shut(): string {
    return 'Staff only.';
  }
}
