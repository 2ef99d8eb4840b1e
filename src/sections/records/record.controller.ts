import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Req,
  Res,
  type Type,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Api, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { IfMatch, type Seen } from '../../platform/http/if-match.js';
import type { RecordKind } from '../engine/section.js';
import { RecordApi, type Answer, type Collection } from './record.api.js';
import { RecordBatch } from './record.batch.js';

/** The API of one kind of record: `/api/v1/<collection>`. */
export function recordController(kind: RecordKind, group: 'customers' | 'records'): Type {
  const [READ, WRITE] = [`${group}.read`, `${group}.write`] as const;

  @Controller(`api/v1/${kind.collection}`)
  class RecordController {
    constructor(
      private readonly records: RecordApi,
      private readonly batches: RecordBatch,
    ) {}

    @Get()
    @Api(READ)
    list(@Query() query: Readonly<Record<string, unknown>>): Promise<Collection> {
      return this.records.list(kind, query);
    }

    @Post('batch')
    @HttpCode(200)
    @Api(WRITE)
    batch(
      @Req() request: FastifyRequest,
      @Res() reply: FastifyReply,
      @Viewer() viewer: ViewerFacts,
    ): Promise<void> {
      return this.batches.answer(kind, request, reply, viewer);
    }

    @Get(':reference')
    @Api(READ)
    async get(
      @Param('reference') reference: string,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Answer> {
      return tagged(reply, await this.records.get(kind, reference));
    }

    @Put(':reference')
    @Api(WRITE)
    async put(
      @Param('reference') reference: string,
      @Body() body: unknown,
      @IfMatch() seen: Seen,
      @Viewer() viewer: ViewerFacts,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Answer> {
      const { answer, created } = await this.records.put(kind, reference, body, seen, viewer);
      void reply.status(created ? 201 : 200);
      return tagged(reply, answer);
    }

    @Patch(':reference')
    @Api(WRITE)
    async patch(
      @Param('reference') reference: string,
      @Body() patch: unknown,
      @IfMatch() seen: Seen,
      @Viewer() viewer: ViewerFacts,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Answer> {
      return tagged(reply, await this.records.patch(kind, reference, patch, seen, viewer));
    }

    @Delete(':reference')
    @HttpCode(204)
    @Api(WRITE)
    remove(
      @Param('reference') reference: string,
      @IfMatch() seen: Seen,
      @Viewer() viewer: ViewerFacts,
    ): Promise<void> {
      return this.records.remove(kind, reference, seen, viewer);
    }
  }
  Object.defineProperty(RecordController, 'name', { value: `Api ${kind.collection}` });
  return RecordController;
}

/** The version travels as an entity tag, to be sent back in `If-Match`. */
function tagged(reply: FastifyReply, answer: Answer): Answer {
  void reply.header('etag', `"${String(answer['version'])}"`);
  return answer;
}
