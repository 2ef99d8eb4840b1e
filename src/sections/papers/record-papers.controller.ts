import { Controller, Get, Param, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Portal, Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import type { RecordPaper } from '../engine/record-paper.js';
import { named } from '../engine/section.controllers.js';
import { permissionOf, type Section } from '../engine/section.js';
import { RecordPapers } from './record-papers.js';

/** The papers of a section's records, for customers' people and for staff. */
export function recordPaperController(section: Section, { needs }: RecordPaper): Type {
  @Controller()
  class RecordPaperController {
    constructor(private readonly papers: RecordPapers) {}

    @Get(`portal/${section.key}/:id/pdf`)
    @Portal(permissionOf(section), ...needs)
    portal(
      @Param('id') id: string,
      @Viewer() viewer: ViewerFacts,
      @Req() request: FastifyRequest,
      @Res() reply: FastifyReply,
    ): Promise<void> {
      return this.papers.forPortal(section, id, viewer, request, reply);
    }

    @Get(`admin/${section.key}/:id/pdf`)
    @Staff('records.read')
    staff(
      @Param('id') id: string,
      @Viewer() viewer: ViewerFacts,
      @Req() request: FastifyRequest,
      @Res() reply: FastifyReply,
    ): Promise<void> {
      return this.papers.forStaff(section, id, viewer, request, reply);
    }
  }
  return named(RecordPaperController, `Paper ${section.key}`);
}
